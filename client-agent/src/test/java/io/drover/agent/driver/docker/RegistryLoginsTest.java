package io.drover.agent.driver.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.AuthConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryLoginsTest {
    @TempDir
    Path dir;

    private static DockerTaskConfig.Source source(final DockerTaskConfig.@Nullable Auth auth, final boolean softFail) {
        return new DockerTaskConfig.Source(false, auth, softFail, "", Duration.ZERO);
    }

    private RegistryLogins file(final String json) throws Exception {
        final Path file = dir.resolve("config.json");
        Files.writeString(file, json.replace('\'', '"'));
        return new RegistryLogins(file.toString());
    }

    private static String encode(final String login) {
        return Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldPreferTheTasksOwnLogin() throws Exception {
        final AuthConfig login = file("{'auths': {'reg.example': {'auth': '" + encode("file:x") + "'}}}")
                .find("reg.example/app:1", source(new DockerTaskConfig.Auth("me", "secret", "", "reg.example"), false));

        assertThat(login).isNotNull();
        assertThat(login.getUsername()).isEqualTo("me");
    }

    @Test
    void shouldFindALoginByRegistry() throws Exception {
        final RegistryLogins logins = file("{'auths': {'reg.example': {'auth': '" + encode("u:p:q")
                + "'}, 'https://index.docker.io/v1/': {'auth': '" + encode("hub:h") + "'}}}");

        final AuthConfig login = logins.find("reg.example/app:1", source(null, false));
        assertThat(login).isNotNull();
        assertThat(login.getPassword()).isEqualTo("p:q");
        final AuthConfig hub = logins.find("redis:7", source(null, false));
        assertThat(hub).isNotNull();
        assertThat(hub.getUsername()).isEqualTo("hub");
        assertThat(logins.find("other.example/app:1", source(null, false))).isNull();
    }

    @Test
    void shouldFailOrNotWhenTheFileIsWrong() throws Exception {
        final RegistryLogins logins = file("{'auths': {'reg.example': {'auth': '" + encode("nocolon") + "'}}}");

        assertThatThrownBy(() -> logins.find("reg.example/a:1", source(null, false)))
                .hasMessageStartingWith("Failed to find docker auth for repo \"reg.example/a:1\": ");
        assertThat(logins.find("reg.example/a:1", source(null, true))).isNull();
    }

    @Test
    void shouldNotShowPasswords() {
        assertThat(new DockerTaskConfig.Auth("me", "secret", "", "reg").toString())
                .doesNotContain("secret");
    }
}
