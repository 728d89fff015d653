package io.drover.gateway.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SecretsTest {
    @Test
    void shouldDigestAsTheStandardSays() {
        assertThat(new Blake2b()
                        .add("Bootstrap Token")
                        .add("management")
                        .add("global")
                        .digest())
                .isEqualTo("BUJ3BerTfrqFVm1P+vZr1gz9ubOkd+JAvYjNAJyaU9Y=");
        assertThat(new Blake2b().add("x".repeat(128)).digest())
                .isEqualTo(
                        new Blake2b().add("x".repeat(100)).add("x".repeat(28)).digest());
    }

    @Test
    void shouldOpenASecretOnlyWithItsKeyAndForItsOwner() throws GeneralSecurityException {
        final SecretBox box = new SecretBox("key".getBytes(StandardCharsets.UTF_8));
        final SecretBox other = new SecretBox("other".getBytes(StandardCharsets.UTF_8));
        final String sealed = box.seal("secret", "owner");
        assertThat(sealed).doesNotContain("secret");
        assertThat(box.open(sealed, "owner")).isEqualTo("secret");
        assertThat(box.open(sealed, "somebody")).isEmpty();
        assertThat(other.open(sealed, "owner")).isEmpty();
        assertThat(box.open("no seal", "owner")).isEmpty();
        assertThat(box.digest("secret")).isEqualTo(box.digest("secret")).isNotEqualTo(other.digest("secret"));
    }

    @Test
    void shouldVerifyOnlyWhatItSigned() throws GeneralSecurityException {
        final RootKey key = key();
        final String token = key.signer().sign(new JsonObject().put("sub", "global:default:web:g:t:default"));
        assertThat(key.signer().verify(token)).isNotNull();
        assertThat(key.signer().verify("x" + token)).isNull();
        assertThat(key.signer().verify("abc")).isNull();
        assertThat(key().signer().verify(token)).isNull();
    }

    private static RootKey key() throws GeneralSecurityException {
        final KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return RootKey.open(
                UUID.randomUUID(),
                true,
                generator.generateKeyPair().getPrivate().getEncoded());
    }
}
