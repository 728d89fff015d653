package io.drover.agent.driver.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserAccountTest {
    @TempDir
    Path etc;

    @BeforeEach
    void writeFiles() throws Exception {
        Files.writeString(
                etc.resolve("passwd"), "root:x:0:0::/root:/bin/sh\napp:x:1001:100::/:/bin/sh\nbroken:x:y:z::\n");
        Files.writeString(etc.resolve("group"), "users:x:100:\nadm:x:4:app,other\nvideo:x:44:other,app\n");
    }

    @Test
    void shouldFindAccountsByNameAndNumber() {
        final UserAccount app = new UserAccount("app", 1001, 100, List.of(4L, 44L));

        assertThat(UserAccount.find(etc, "app")).isEqualTo(app);
        assertThat(UserAccount.find(etc, "1001")).isEqualTo(app);
        assertThat(UserAccount.find(etc, "nosuch")).isNull();
        assertThat(UserAccount.find(etc, "broken")).isNull();
    }

    @Test
    void shouldSwitchWithAllGroups() {
        assertThat(new UserAccount("app", 1001, 100, List.of(4L, 44L)).becomeCommand())
                .containsExactly("/usr/bin/setpriv", "--reuid=1001", "--regid=100", "--groups=4,44", "--");
    }
}
