package io.drover.gateway.jobspec;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.corpus.Corpus;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.jobspec.schema.JobReader;
import io.drover.gateway.jobspec.stored.StoredForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredFormTest {
    @Test
    void shouldLeaveOutWhatIsUnsetAndBringItBack() throws Exception {
        final JsonObject job = admitted("""
                {"ID":"a","Type":"service","Datacenters":["*"],"Meta":{"k\\"ey":"va}lue"},"TaskGroups":[
                 {"Name":"g","Services":[{"Name":"s","Provider":"nomad","Checks":[{"Type":"tcp","Interval":1000000000,
                   "Timeout":1000000000,"Header":{"X":["1"]}}]}],
                  "Volumes":{"v":{"Name":"v","Type":"host","Source":"data"}},
                  "Networks":[{"DynamicPorts":[{"Label":"http"}],"ReservedPorts":[{"Label":"x","Value":0}]}],
                  "Tasks":[{"Name":"t","Driver":"raw_exec","Config":{"command":"/bin/true","args":[],"nothing":null},
                    "Templates":[{"EmbeddedTmpl":"{\\"a\\": [1]}","DestPath":"local/x"}],
                    "Resources":{"CPU":10,"MemoryMB":10,"Devices":[]}}]}]}""");

        final byte[] stored = stored(job);

        assertThat(new String(stored, StandardCharsets.UTF_8))
                .doesNotContain("VaultNamespace", "Multiregion", "\"CreateIndex\"", "NUMA")
                .contains("\"nothing\":null");
        assertThat(text(StoredForm.complete(stored))).isEqualTo(JsonWriter.text(job));
    }

    @Test
    void shouldLeaveWholeDocumentsAsTheyAre() throws Exception {
        final byte[] whole = JsonWriter.bytes(admitted("""
                {"ID":"a","Datacenters":["*"],"Update":{"MaxParallel":2},"TaskGroups":[{"Name":"g","Tasks":[
                 {"Name":"t","Driver":"raw_exec","Config":{"command":"/bin/true"}}]}]}"""));

        assertThat(text(StoredForm.complete(whole))).isEqualTo(text(whole));
        assertThat(StoredForm.complete(new byte[0])).isEmpty();
    }

    @Test
    void shouldBringBackEveryJobOfTheCorpus() throws Exception {
        final Corpus corpus = Corpus.find();
        final List<String> different = new ArrayList<>();
        if (corpus != null) {
            for (final Corpus.JobCase item : corpus.jobCases()) {
                final JsonObject job = admitted(JsonWriter.text(item.canonical()));
                if (!text(StoredForm.complete(stored(job))).equals(JsonWriter.text(job))) {
                    different.add(item.name());
                }
            }
        }

        assertThat(different).isEmpty();
    }

    private static JsonObject admitted(final String json) throws Exception {
        final JsonObject sent =
                JobReader.read(JsonParser.parse(json.getBytes(StandardCharsets.UTF_8)), "JobRegisterRequest", "Job");
        return JobAdmission.admit(sent, new ServerSettings() {}).job();
    }

    private static byte[] stored(final JsonObject job) {
        final JsonWriter json = JsonWriter.ofDocument().beginObject();
        job.sortedEntries().forEach(field -> StoredForm.writeField(json, field.getKey(), field.getValue()));
        return json.endObject().toBytes();
    }

    private static String text(final byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
