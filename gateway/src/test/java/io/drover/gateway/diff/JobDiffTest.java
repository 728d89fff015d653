package io.drover.gateway.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobDiffTest {
    private static final String JOB = """
            {"ID":"web","Priority":50,"Stop":false,"Datacenters":["dc1"],"Meta":{"a":"1"},"TaskGroups":[
              {"Name":"g","Count":2,"Services":[{"Name":"s","PortLabel":"http"}],"Tasks":[
                {"Name":"t","Driver":"raw_exec","Env":{"A":"1"},"KillTimeout":5,
                 "Config":{"command":"/bin/sleep","args":["600"]},"Resources":{"CPU":100,"MemoryMB":32}}]}]}""";

    @Test
    void shouldFindNothingBetweenEqualJobs() throws Exception {
        final JobDiff diff = JobDiff.between(job(JOB), job(JOB));

        assertThat(diff.type()).isEqualTo(DiffType.NONE);
        assertThat(diff.fields()).isEmpty();
        assertThat(diff.groups()).singleElement().satisfies(group -> {
            assertThat(group.type()).isEqualTo(DiffType.NONE);
            assertThat(group.tasks()).singleElement().extracting(TaskDiff::type).isEqualTo(DiffType.NONE);
        });
    }

    @Test
    void shouldListEverythingOfANewJob() throws Exception {
        final JobDiff diff = JobDiff.between(null, job(JOB));

        assertThat(diff.type()).isEqualTo(DiffType.ADDED);
        assertThat(diff.fields()).extracting(FieldDiff::name).containsExactly("Meta[a]", "Priority", "Stop");
        assertThat(diff.objects()).extracting(ObjectDiff::name).containsExactly("Datacenters");
        final TaskDiff task = diff.groups().get(0).tasks().get(0);
        assertThat(task.objects().get(0).fields())
                .extracting(FieldDiff::name, FieldDiff::after)
                .containsExactly(tuple("args[0]", "600"), tuple("command", "/bin/sleep"));
    }

    @Test
    void shouldShowWhatStaysBesideWhatChangesInABlock() throws Exception {
        final JobDiff diff = JobDiff.between(job(JOB), job(JOB.replace("\"CPU\":100", "\"CPU\":200")));

        final ObjectDiff resources =
                diff.groups().get(0).tasks().get(0).objects().get(0);
        assertThat(resources.type()).isEqualTo(DiffType.EDITED);
        assertThat(resources.fields())
                .containsExactly(
                        new FieldDiff(DiffType.EDITED, "CPU", "100", "200", List.of()),
                        new FieldDiff(DiffType.NONE, "MemoryMB", "32", "32", List.of()));
    }

    @Test
    void shouldTellServicesOfOneNameApartFromNewOnes() throws Exception {
        final String two = JOB.replace(
                "[{\"Name\":\"s\",\"PortLabel\":\"http\"}]",
                "[{\"Name\":\"s\",\"PortLabel\":\"admin\"},{\"Name\":\"n\",\"PortLabel\":\"http\"}]");

        final JobDiff diff = JobDiff.between(job(JOB), job(two));

        assertThat(diff.groups().get(0).objects())
                .extracting(ObjectDiff::name, ObjectDiff::type)
                .containsExactly(tuple("Service", DiffType.ADDED), tuple("Service", DiffType.EDITED));
    }

    @Test
    void shouldNoteWhatAPlanMakesOfChanges() throws Exception {
        final JobDiff grown = JobDiff.between(job(JOB), job(JOB.replace("\"Count\":2", "\"Count\":4")));
        final JobDiff changed = JobDiff.between(job(JOB), job(JOB.replace("\"A\":\"1\"", "\"A\":\"2\"")));
        final JobDiff patient = JobDiff.between(job(JOB), job(JOB.replace("\"KillTimeout\":5", "\"KillTimeout\":6")));
        final Map<String, Map<String, Integer>> updates = Map.of("g", Map.of("create", 2));

        assertThat(PlanNotes.annotate(grown, updates).groups().get(0)).satisfies(group -> {
            assertThat(group.updates()).containsEntry("create", 2);
            assertThat(group.fields().get(0).annotations()).containsExactly("forces create");
        });
        assertThat(noteOnTask(changed)).containsExactly("forces create/destroy update");
        assertThat(noteOnTask(patient)).containsExactly("forces in-place update");
    }

    private static List<String> noteOnTask(final JobDiff diff) {
        return PlanNotes.annotate(diff, Map.of()).groups().get(0).tasks().get(0).annotations();
    }

    private static JsonObject job(final String json) throws Exception {
        return (JsonObject) JsonParser.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
