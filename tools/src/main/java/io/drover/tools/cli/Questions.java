package io.drover.tools.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Questions to the user before something that cannot be undone. */
public final class Questions {
    private static final int ANSWER_BYTES_MAX = 256;

    private Questions() {}

    /** Asks and reads a line. Only {@code y} means yes; nothing, {@code n} or the end of the input mean no. */
    public static boolean confirm(final Ui ui, final String question) {
        ui.raw(question + ' ');
        return readLine(ui).strip().equals("y");
    }

    private static String readLine(final Ui ui) {
        final byte[] line = new byte[ANSWER_BYTES_MAX];
        int length = 0;
        try {
            int next = ui.in().read();
            while (next >= 0 && next != '\n' && length < line.length) {
                line[length++] = (byte) next;
                next = ui.in().read();
            }
        } catch (final IOException e) {
            return "";
        }
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }
}
