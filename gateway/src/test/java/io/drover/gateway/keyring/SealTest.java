package io.drover.gateway.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final byte[] PLAIN = "a private key".getBytes(StandardCharsets.US_ASCII);
    private static final String SECRET = "cg8StVXbQJ0gPvMd9o7yrg==";
    private static final String OTHER_SECRET = "aPsGuWUlKDYqTjXSJkD5vw==";

    @Test
    void shouldOpenWhatItSealedAndNothingElse() throws KeyRefused {
        final byte[] sealed = KeySeal.of(SECRET).seal(PLAIN);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("private");
        assertThat(KeySeal.of(SECRET).open(sealed)).isEqualTo(PLAIN);
        assertThatThrownBy(() -> KeySeal.of(OTHER_SECRET).open(sealed)).isInstanceOf(KeyRefused.class);
        assertThatThrownBy(() -> KeySeal.NONE.open(sealed)).isInstanceOf(KeyRefused.class);
    }

    @Test
    void shouldOpenKeysOfClustersThatWereBornWithoutASecret() throws KeyRefused {
        assertThat(KeySeal.of(SECRET).open(PLAIN)).isEqualTo(PLAIN);
        assertThat(KeySeal.NONE.open(KeySeal.NONE.seal(PLAIN))).isEqualTo(PLAIN);
    }

    @Test
    void shouldRefuseSecretsThatAreNone() {
        assertThatThrownBy(() -> KeySeal.of("c2hvcnQ=")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeySeal.of("no base64!")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldBindItemsToTheirPlace() throws KeyRefused {
        final DataKey key = new DataKey(PLAIN);
        final byte[] items = "{\"password\":\"x\"}".getBytes(StandardCharsets.US_ASCII);
        final byte[] sealed = key.seal("default", "app", items);

        assertThat(key.open("default", "app", sealed)).isEqualTo(items);
        assertThat(key.seal("default", "app", items)).isNotEqualTo(sealed);
        assertThatThrownBy(() -> key.open("default", "other", sealed)).isInstanceOf(KeyRefused.class);
        assertThatThrownBy(() -> key.open("team", "app", sealed)).isInstanceOf(KeyRefused.class);
        assertThatThrownBy(() -> key.open("default", "app", new byte[5])).isInstanceOf(KeyRefused.class);
        sealed[20] ^= 1;
        assertThatThrownBy(() -> key.open("default", "app", sealed)).isInstanceOf(KeyRefused.class);
    }
}
