package io.drover.gateway.jobspec.corpus;

import io.drover.gateway.jobspec.hcl.syntax.HclFile;
import io.drover.gateway.jobspec.hcl.syntax.HclParser;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;

/** Judges one probe. */
final class ProbeCheck {

    private ProbeCheck() {}

    static List<String> differences(final Corpus.Probe probe) {
        final HclFile file = HclParser.parse(probe.source(), probe.name());
        final JsonObject expected = probe.expected();
        if (expected == null) {
            return file.hasErrors() ? List.of() : List.of("accepted, but must be refused");
        }
        if (file.hasErrors()) {
            return List.of("refused: " + file.diagnostics());
        }
        final JsonObject wanted = expected.copy();
        wanted.remove("feats");
        return JsonDifference.between(ProbeStructure.withoutUnevaluated(wanted), new ProbeStructure(file).render());
    }
}
