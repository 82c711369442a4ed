import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Reads lines "charset TAB hexadecimal bytes" and writes what new String(bytes, charset) makes of them, as hexadecimal UTF-16.
 * With the argument "encode" the hexadecimal part is UTF-8 of a text, and the answer is its bytes in the charset.
 */
public class Decode {
    public static void main(String[] arguments) throws IOException {
        boolean encode = arguments.length > 0 && arguments[0].equals("encode");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        StringBuilder answers = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int tab = line.indexOf('\t');
            Charset charset = Charset.forName(line.substring(0, tab));
            byte[] bytes = HexFormat.of().parseHex(line.substring(tab + 1));
            answers.append(encode ? encoded(charset, bytes) : decoded(charset, bytes)).append('\n');
        }
        System.out.print(answers);
    }

    static String encoded(Charset charset, byte[] utf8) {
        return HexFormat.of().formatHex(new String(utf8, StandardCharsets.UTF_8).getBytes(charset));
    }

    static String decoded(Charset charset, byte[] bytes) {
        String text = new String(bytes, charset);
        StringBuilder units = new StringBuilder();
        for (int unit = 0; unit < text.length(); unit++) {
            units.append(HexFormat.of().toHexDigits(text.charAt(unit)));
        }
        return units.toString();
    }
}
