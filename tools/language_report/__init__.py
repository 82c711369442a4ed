"""How good the language model is: each module measures one thing that restoration needs of it."""
