package io.drover.tools.agent;

import io.drover.tools.agent.config.ConfigException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as operators write them: {@code 500}, {@code 2K}, {@code 1.5 MB} in thousands, {@code 1MiB} in powers of two. */
final class ByteSize {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?) ?([kmg]?)(i?)b?");

    private ByteSize() {}

    /** The bytes that a setting means. */
    static long parse(final String setting, final String text) throws ConfigException {
        final Matcher form = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!form.matches() || form.group(2).isEmpty() && !form.group(3).isEmpty()) {
            throw new ConfigException(setting + " must be a size such as 1M or 512KiB, but is \"" + text + "\"");
        }
        final long base = form.group(3).isEmpty() ? 1_000 : 1_024;
        final int power = " kmg".indexOf(form.group(2).isEmpty() ? " " : form.group(2));
        BigDecimal size = new BigDecimal(form.group(1));
        for (int i = 0; i < power; i++) {
            size = size.multiply(BigDecimal.valueOf(base));
        }
        return size.longValue();
    }
}
