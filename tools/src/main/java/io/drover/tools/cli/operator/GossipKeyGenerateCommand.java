package io.drover.tools.cli.operator;

import io.drover.tools.cli.LocalCommand;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** {@code operator gossip keyring generate}: a random key, for {@code server.encrypt} as well. */
final class GossipKeyGenerateCommand extends LocalCommand {
    private static final int KEY_LENGTH = 32;

    GossipKeyGenerateCommand() {
        super("operator gossip keyring generate", "", "Prints a new random key of 32 bytes in base64.");
    }

    @Override
    protected int execute(final List<String> rest) {
        final byte[] key = new byte[KEY_LENGTH];
        new SecureRandom().nextBytes(key);
        ui().output(Base64.getEncoder().encodeToString(key));
        return 0;
    }
}
