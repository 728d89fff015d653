package io.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.agent.model.Assignment;
import io.drover.agent.model.ClientStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed identities in the life of a task, in virtual time. */
final class IdentityLifeTest {
    private static final String ALLOC = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    private static final String QUESTION = "/v1/internal/identities?alloc=" + ALLOC + "&task=web";
    private static final String NAMED =
            "'Identities':[{'Name':'other','Audience':['a'],'Env':true,'File':true,'TTL':60000000000,'ChangeMode':'%s','ChangeSignal':'SIGHUP'}]";

    @TempDir
    Path dataDir;

    private VirtualAgent agent;

    @BeforeEach
    void open() throws IOException {
        agent = new VirtualAgent(dataDir);
        agent.servers.answer(QUESTION, 200, "{'default':'first','other':'second'}");
    }

    @Test
    void shouldGiveIdentitiesAsVariablesAndFiles() throws IOException {
        assign("'Identity':{'Env':true,'File':true}," + NAMED.formatted("noop"));

        assertThat(agent.driver.task("web").config().env())
                .containsEntry("NOMAD_TOKEN", "first")
                .containsEntry("NOMAD_TOKEN_other", "second")
                .containsKey("NOMAD_UNIX_ADDR");
        assertThat(secret("nomad_token")).hasContent("first");
        assertThat(secret("nomad_other.jwt")).hasContent("second");
    }

    @Test
    void shouldAskForNothingWhenNobodyWantsToSeeIt() {
        assign("'Identity':{'Env':false}");

        assertThat(agent.servers.asked()).isEmpty();
    }

    @Test
    void shouldRenewAnIdentityBeforeItEnds() throws IOException {
        final Assignment alloc = assign(NAMED.formatted("restart"));
        agent.servers.answer(QUESTION, 200, "{'default':'first','other':'third'}");

        agent.advanceSeconds(31);

        assertThat(secret("nomad_other.jwt")).hasContent("third");
        assertThat(agent.events(alloc, "web")).contains("Restart Signaled: Identity[other]: new token acquired");
        assertThat(agent.driver.task("web").config().env()).containsEntry("NOMAD_TOKEN_other", "third");
    }

    @Test
    void shouldStartAgainWithTheLastIdentitiesWhileNoServerAnswers() {
        final Assignment alloc =
                assign("'Identity':{'Env':true},'RestartPolicy':{'Attempts':1,'Interval':1,'Delay':1,'Mode':'fail'}");
        agent.servers.answer(QUESTION, 500, "");

        agent.exit("web", 1);
        agent.advanceSeconds(1);

        assertThat(agent.status(alloc)).isEqualTo(ClientStatus.RUNNING);
        assertThat(agent.driver.running()).hasSize(1);
        assertThat(agent.driver.task("web").config().env()).containsEntry("NOMAD_TOKEN", "first");
    }

    @Test
    void shouldSignalATaskWithARenewedIdentity() {
        final Assignment alloc = assign(NAMED.formatted("signal"));

        agent.advanceSeconds(31);

        assertThat(agent.events(alloc, "web")).contains("Signaling: Identity[other]: new Identity token acquired");
        assertThat(agent.log).contains("signal web SIGHUP");
    }

    @Test
    void shouldShowTheIdentityWhenATemplateAsks() {
        final String variable = "/v1/var/a?namespace=default";
        agent.servers.answer(variable, 200, "{'Path':'a','Items':{'v':'one'}}");

        final Assignment alloc = assign(
                "'Templates':[{'EmbeddedTmpl':'{{ with nomadVar `a` }}{{ .v }}{{ end }}','DestPath':'local/v'}]");

        assertThat(agent.status(alloc)).isEqualTo(ClientStatus.RUNNING);
        assertThat(agent.servers.asked()).contains(variable + " first");
    }

    @Test
    void shouldNotWriteAnIdentityOutsideOfTheTask() {
        final Assignment alloc = assign("'Identity':{'File':true,'Filepath':'../../../x'}");

        assertThat(agent.status(alloc)).isEqualTo(ClientStatus.FAILED);
        assertThat(agent.events(alloc, "web")).anyMatch(event -> event.contains("escapes the task's directory"));
    }

    private Assignment assign(final String members) {
        final Assignment alloc = Assignments.of(
                ALLOC, "service", "'Tasks':[" + VirtualAgent.task("web", "," + members) + "]", List.of(), "");
        agent.assign(alloc);
        return alloc;
    }

    private Path secret(final String name) {
        final Path file =
                dataDir.resolve("alloc").resolve(ALLOC).resolve("web/secrets").resolve(name);
        assertThat(Files.isRegularFile(file)).isTrue();
        return file;
    }
}
