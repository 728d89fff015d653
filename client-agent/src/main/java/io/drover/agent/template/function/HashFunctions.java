package io.drover.agent.template.function;

import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.TemplateFunction;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests of texts. */
final class HashFunctions {
    private HashFunctions() {}

    static void addTo(final Map<String, TemplateFunction> functions) {
        functions.put("sha256Hex", args -> digest("SHA-256", args.exactly(1).text(0)));
        functions.put("md5sum", args -> digest("MD5", args.exactly(1).text(0)));
        functions.put("hmacSHA256Hex", args -> hmac(args.exactly(2).text(0), args.text(1)));
    }

    static String digest(final String algorithm, final String text) throws FunctionException {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (final GeneralSecurityException e) {
            throw new FunctionException(algorithm + " is not available");
        }
    }

    private static String hmac(final String message, final String key) throws FunctionException {
        if (key.isEmpty()) {
            throw new FunctionException("hmacSHA256Hex: the key is empty");
        }
        try {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (final GeneralSecurityException e) {
            throw new FunctionException("HmacSHA256 is not available");
        }
    }
}
