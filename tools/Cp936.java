import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

/**
 * Prints what Java's x-mswin-936 says, as UTF-8 lines for tools/build_cp936.py:
 * the version, all pairs in code order, a hash over every two-byte sequence, and random vectors.
 */
public class Cp936 {
    static final Charset CP936 = Charset.forName("x-mswin-936");

    /** Returns the decoded text, or "!" where Java reports malformed or unmappable bytes. */
    static String decode(byte... data) {
        try {
            return CP936.newDecoder().decode(ByteBuffer.wrap(data)).toString();
        } catch (CharacterCodingException unmapped) {
            return "!";
        }
    }

    static String pairs() {
        StringBuilder all = new StringBuilder();
        for (int lead = 0x81; lead <= 0xFE; lead++) {
            for (int trail = 0x40; trail <= 0xFE; trail++) {
                if (trail != 0x7F) {
                    all.append(decode((byte) lead, (byte) trail));
                }
            }
        }
        return all.toString();
    }

    static String hash() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (int code = 0; code <= 0xFFFF; code++) {
            sha256.update((decode((byte) (code >> 8), (byte) code) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Returns 24 random characters as bytes: mostly pairs, some ASCII, some 80. */
    static byte[] vector(Random random) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int i = 0; i < 24; i++) {
            int kind = random.nextInt(8);
            if (kind == 0) {
                data.write(0x80);
            } else if (kind == 1) {
                data.write(0x20 + random.nextInt(0x5F));
            } else {
                int trail = 0x40 + random.nextInt(190);
                data.write(0x81 + random.nextInt(126));
                data.write(trail < 0x7F ? trail : trail + 1);
            }
        }
        return data.toByteArray();
    }

    static void print(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
    }

    public static void main(String[] arguments) throws Exception {
        print(System.getProperty("java.version"));
        print(pairs());
        print(hash());
        Random random = new Random(936);
        for (int i = 0; i < 64; i++) {
            byte[] data = vector(random);
            print(HexFormat.of().formatHex(data) + "\t" + decode(data));
        }
        System.out.flush();
    }
}
