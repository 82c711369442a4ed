"""The report on the detection of encodings, beside other detectors."""
