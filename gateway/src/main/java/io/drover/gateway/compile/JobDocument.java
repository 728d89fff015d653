package io.drover.gateway.compile;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.jobspec.stored.StoredForm;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The text of a job as it is stored.
 *
 * @param text sorted JSON without fields that are unset.
 * @param digest equal for documents that differ in nothing that makes a new version.
 */
@SuppressWarnings("ArrayRecordComponent")
record JobDocument(byte[] text, UUID digest) {
    /** Fields that the state owns; a registration that differs only here changes nothing. */
    private static final Set<String> LIVE_FIELDS = Set.of(
            "Status",
            "StatusDescription",
            "Stable",
            "Version",
            "CreateIndex",
            "ModifyIndex",
            "JobModifyIndex",
            "SubmitTime");

    /** Writes a job once for both: the digest is over the fields that are not live, as they stand in the text. */
    static JobDocument of(final JsonObject job) {
        final JsonWriter writer = JsonWriter.ofDocument();
        final MessageDigest hash = DocumentDigest.hash();
        writer.beginObject();
        for (final Map.Entry<String, JsonValue> field : job.sortedEntries()) {
            final int start = writer.length();
            StoredForm.writeField(writer, field.getKey(), field.getValue());
            if (!LIVE_FIELDS.contains(field.getKey())) {
                writer.digestSince(start, hash);
            }
        }
        return new JobDocument(writer.endObject().toBytes(), DocumentDigest.id(hash));
    }
}
