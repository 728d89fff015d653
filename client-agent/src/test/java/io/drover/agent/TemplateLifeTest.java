package io.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.agent.model.Assignment;
import io.drover.agent.model.ClientStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates in the life of a task, in virtual time. */
final class TemplateLifeTest {
    private static final String VARIABLE = "/v1/var/nomad/jobs/web?namespace=default";
    private static final String TEXT = "'EmbeddedTmpl':'{{ with nomadVar `nomad/jobs/web` }}{{ .v }}{{ end }}'";

    @TempDir
    Path dataDir;

    private VirtualAgent agent;

    @BeforeEach
    void open() throws IOException {
        agent = new VirtualAgent(dataDir);
    }

    @Test
    void shouldStartTheTaskOnceItsVariableIsThere() throws IOException {
        final Assignment alloc = assign(TEXT + ",'DestPath':'local/v','ChangeMode':'noop','Perms':'0600'");

        assertThat(agent.log).isEmpty();
        agent.advanceSeconds(4);
        assertThat(agent.events(alloc, "web")).contains("Template: Missing: nomad.var.block(nomad/jobs/web)");

        agent.servers.answer(VARIABLE, 200, "{'Path':'nomad/jobs/web','Items':{'v':'one'}}");
        agent.loop.run();

        assertThat(agent.status(alloc)).isEqualTo(ClientStatus.RUNNING);
        assertThat(file(alloc, "local/v")).isEqualTo("one");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path(alloc, "local/v"))))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldEndATaskThatWaitsForItsTemplates() {
        final Assignment alloc = assign(TEXT + ",'DestPath':'local/v'");

        agent.assign(Assignments.stopped(alloc));

        assertThat(agent.status(alloc)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void shouldRestartTheTaskWhenItsVariableChanges() throws IOException {
        agent.servers.answer(VARIABLE, 200, "{'Path':'nomad/jobs/web','Items':{'v':'one'}}");
        final Assignment alloc = assign(TEXT + ",'DestPath':'local/v','ChangeMode':'restart','Splay':0");

        agent.servers.answer(VARIABLE, 200, "{'Path':'nomad/jobs/web','Items':{'v':'two'}}");
        agent.advanceSeconds(6);

        assertThat(file(alloc, "local/v")).isEqualTo("two");
        assertThat(agent.events(alloc, "web"))
                .contains("Restart Signaled: Template with change_mode restart re-rendered");
        assertThat(agent.status(alloc)).isEqualTo(ClientStatus.RUNNING);
    }

    @Test
    void shouldSignalTheTaskWhenItsVariableChanges() {
        agent.servers.answer(VARIABLE, 200, "{'Path':'nomad/jobs/web','Items':{'v':'one'}}");
        final Assignment alloc =
                assign(TEXT + ",'DestPath':'local/v','ChangeMode':'signal','ChangeSignal':'SIGHUP','Splay':0");

        agent.servers.answer(VARIABLE, 200, "{'Path':'nomad/jobs/web','Items':{'v':'two'}}");
        agent.advanceSeconds(6);

        assertThat(agent.events(alloc, "web")).contains("Signaling: Template re-rendered");
        assertThat(agent.log).contains("signal web SIGHUP");
    }

    @Test
    void shouldKeepTheFileWhenTheVariableIsDeleted() throws IOException {
        agent.servers.answer(VARIABLE, 200, "{'Path':'nomad/jobs/web','Items':{'v':'one'}}");
        final Assignment alloc = assign(TEXT + ",'DestPath':'local/v','ChangeMode':'restart','Splay':0");

        agent.servers.answer(VARIABLE, 404, "");
        agent.advanceSeconds(10);

        assertThat(file(alloc, "local/v")).isEqualTo("one");
        assertThat(agent.events(alloc, "web")).noneMatch(event -> event.startsWith("Restart"));
    }

    @Test
    void shouldNoticeAfterACrashWhatChangedMeanwhile() throws IOException {
        agent.servers.answer(VARIABLE, 200, "{'Path':'nomad/jobs/web','Items':{'v':'one'}}");
        final Assignment alloc = assign(TEXT + ",'DestPath':'local/v','ChangeMode':'restart','Splay':0");
        agent.loop.run();

        agent.servers.answer(VARIABLE, 200, "{'Path':'nomad/jobs/web','Items':{'v':'two'}}");
        agent.crash();
        agent.advanceSeconds(6);

        assertThat(file(alloc, "local/v")).isEqualTo("two");
        assertThat(agent.events(alloc, "web"))
                .contains("Restart Signaled: Template with change_mode restart re-rendered");
    }

    @Test
    void shouldGiveVariablesOfEnvironmentFiles() {
        assign("'EmbeddedTmpl':'A=1\\nexport B=`two words`\\n# no\\n','DestPath':'local/e','Envvars':true");

        assertThat(agent.driver.task("web").config().env())
                .containsEntry("A", "1")
                .containsKey("B");
    }

    @Test
    void shouldFailATaskWhoseTemplateIsWrong() {
        final Assignment alloc = assign("'EmbeddedTmpl':'{{ nosuch }}','DestPath':'local/v'");

        assertThat(agent.status(alloc)).isEqualTo(ClientStatus.FAILED);
        assertThat(agent.events(alloc, "web"))
                .contains("Killing: Template failed: (dynamic): parse: template: :1: function \"nosuch\" not defined");
    }

    @Test
    void shouldWriteThroughNoLinkOfTheTask() throws IOException {
        agent.servers.answer(VARIABLE, 200, "{'Path':'nomad/jobs/web','Items':{'v':'one'}}");
        final Assignment alloc = assign(TEXT + ",'DestPath':'local/v','ChangeMode':'noop','Splay':0");
        final Path outside = Files.writeString(dataDir.resolve("outside"), "untouched");
        Files.delete(path(alloc, "local/v"));
        Files.createSymbolicLink(path(alloc, "local/v"), outside);

        agent.servers.answer(VARIABLE, 200, "{'Path':'nomad/jobs/web','Items':{'v':'two'}}");
        agent.advanceSeconds(6);

        assertThat(outside).hasContent("untouched");
        assertThat(path(alloc, "local/v")).isRegularFile().hasContent("two");
    }

    @Test
    void shouldReadNoFileOutsideOfTheSandbox() {
        final Assignment alloc = assign("'EmbeddedTmpl':'{{ file `../../../../../etc/passwd` }}','DestPath':'local/v'");

        assertThat(agent.events(alloc, "web")).anyMatch(event -> event.contains("is outside of sandbox"));
    }

    private Assignment assign(final String template) {
        final Assignment alloc = Assignments.of(
                "service", "'Tasks':[" + VirtualAgent.task("web", ",'Templates':[{" + template + "}]") + "]");
        agent.assign(alloc);
        return alloc;
    }

    private Path path(final Assignment alloc, final String file) {
        return dataDir.resolve("alloc").resolve(alloc.allocId()).resolve("web").resolve(file);
    }

    private String file(final Assignment alloc, final String file) throws IOException {
        return Files.readString(path(alloc, file));
    }
}
