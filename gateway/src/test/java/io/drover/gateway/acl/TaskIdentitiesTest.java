package io.drover.gateway.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class TaskIdentitiesTest {
    private static final String ALLOC = "11111111-2222-3333-4444-555555555555";
    private static JwtSigner signer;

    @BeforeAll
    static void makeKey() throws GeneralSecurityException {
        final KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        signer = RootKey.open(
                        UUID.randomUUID(),
                        true,
                        keys.generateKeyPair().getPrivate().getEncoded())
                .signer();
    }

    @Test
    void shouldGiveEveryTaskADefaultIdentity() throws Exception {
        final JsonObject claims = claims("", "", "default");

        assertThat(claims.text("aud")).isEqualTo("nomadproject.io");
        assertThat(claims.text("sub")).isEqualTo("global:prod:web:g:t:default");
        assertThat(claims.text("nomad_allocation_id")).isEqualTo(ALLOC);
        assertThat(claims.text("nomad_job_id")).isEqualTo("web");
        assertThat(claims.text("nomad_namespace")).isEqualTo("prod");
        assertThat(claims.text("nomad_task")).isEqualTo("t");
        assertThat(claims.has("exp")).isFalse();
        assertThat(claims.has("iss")).isFalse();
        assertThat(claims.number("iat")).isEqualTo(1_000);
    }

    @Test
    void shouldSignWhatATaskAsksFor() throws Exception {
        final JsonObject claims = claims(
                "'Identities':[{'Name':'vault','Audience':['a','b'],'TTL':60000000000}],", "https://issuer", "vault");

        assertThat(claims.texts("aud")).containsExactly("a", "b");
        assertThat(claims.number("exp")).isEqualTo(1_060);
        assertThat(claims.text("iss")).isEqualTo("https://issuer");
        assertThat(claims.text("sub")).isEqualTo("global:prod:web:g:t:vault");
    }

    @Test
    void shouldNameTheParentOfAChild() throws Exception {
        final JsonObject job = job("").put("ParentID", "parent");
        final JsonObject signed = new TaskIdentities("global", "", ALLOC, "g", job).sign("t", signer, 1_000);

        assertThat(verified(signed, "default").text("nomad_job_id")).isEqualTo("parent");
    }

    @Test
    void shouldSignNothingForATaskThatIsNotThere() throws Exception {
        assertThat(new TaskIdentities("global", "", ALLOC, "g", job(""))
                        .sign("other", signer, 1_000)
                        .isEmpty())
                .isTrue();
        assertThat(new TaskIdentities("global", "", ALLOC, "other", job(""))
                        .sign("t", signer, 1_000)
                        .isEmpty())
                .isTrue();
    }

    private static JsonObject claims(final String members, final String issuer, final String name) throws Exception {
        return verified(new TaskIdentities("global", issuer, ALLOC, "g", job(members)).sign("t", signer, 1_000), name);
    }

    private static JsonObject verified(final JsonObject signed, final String name) {
        final JsonObject claims = signer.verify(signed.text(name));
        assertThat(claims).isNotNull();
        return claims;
    }

    private static JsonObject job(final String members) throws Exception {
        return (JsonObject)
                JsonParser.parse(("{'ID':'web','Namespace':'prod','ParentID':'','TaskGroups':[{'Name':'g','Tasks':[{"
                                + members + "'Name':'t'}]}]}")
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8));
    }
}
