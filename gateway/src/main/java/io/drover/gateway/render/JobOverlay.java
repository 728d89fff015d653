package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.JobOverlayDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.agrona.concurrent.UnsafeBuffer;

/** Applies to a stored document what a version has that is different: counts, or what makes it a child of another job. */
public final class JobOverlay {
    private JobOverlay() {}

    /** How a payload is shown. */
    private enum Form {
        PLAIN,
        COMPRESSED,
        COMPRESSED_EVEN_IF_EMPTY
    }

    /** The document of a version as people read it; the stored one itself when nothing is different. */
    static byte[] apply(final byte[] document, final byte[] overlay, final String jobId) {
        return apply(document, overlay, jobId, Form.PLAIN);
    }

    /** The same as lists of versions show it: with the payload of a dispatch in its compressed form, even an empty one. */
    static byte[] applyAsListed(final byte[] document, final byte[] overlay, final String jobId) {
        return apply(document, overlay, jobId, Form.COMPRESSED_EVEN_IF_EMPTY);
    }

    /** The same as nodes read it: with a payload in its compressed form. */
    public static byte[] applyForNode(final byte[] document, final byte[] overlay, final String jobId) {
        return apply(document, overlay, jobId, Form.COMPRESSED);
    }

    private static byte[] apply(
            final byte[] document, final byte[] overlay, final String jobId, final Form payloadForm) {
        if (overlay.length == 0 || document.length == 0) {
            return document;
        }
        final JsonObject job = parsed(document, jobId);
        final JobOverlayDecoder changes =
                new JobOverlayDecoder().wrapAndApplyHeader(new UnsafeBuffer(overlay), 0, new MessageHeaderDecoder());
        final boolean isDispatched = changes.isDispatched() == Bool.YES;
        if (changes.priority() > 0) {
            job.put("Priority", changes.priority());
        }
        applyCounts(job, changes.counts());
        applyMeta(job, changes.meta());
        final String parentId = changes.parentId();
        final String token = changes.token();
        final byte[] payload = new byte[changes.payloadLength()];
        changes.getPayload(payload, 0, payload.length);
        if (!parentId.isEmpty()) {
            job.put("ID", jobId).put("Name", jobId).put("ParentID", parentId);
            if (isDispatched) {
                job.put("Dispatched", true).put("DispatchIdempotencyToken", token);
            } else {
                job.putNull("Periodic");
            }
            if (payload.length > 0 || isDispatched && payloadForm == Form.COMPRESSED_EVEN_IF_EMPTY) {
                final byte[] shown = payloadForm == Form.PLAIN ? payload : Snappy.compress(payload);
                job.put("Payload", Base64.getEncoder().encodeToString(shown));
            }
        }
        return JsonWriter.bytes(job);
    }

    /** The document with all scaling policies off; the same one when it has none. */
    static byte[] disableScaling(final byte[] document, final String jobId) {
        if (document.length == 0) {
            return document;
        }
        final JsonObject job = parsed(document, jobId);
        boolean isChanged = false;
        for (final JsonObject group : job.objects("TaskGroups")) {
            final JsonObject scaling = group.object("Scaling");
            if (scaling != null) {
                scaling.put("Enabled", false);
                isChanged = true;
            }
        }
        return isChanged ? JsonWriter.bytes(job) : document;
    }

    private static JsonObject parsed(final byte[] document, final String jobId) {
        try {
            return JsonParser.parse(document) instanceof JsonObject object ? object : new JsonObject();
        } catch (final JsonSyntaxException ex) {
            throw new IllegalStateException("the stored document of job " + jobId + " is damaged", ex);
        }
    }

    private static void applyCounts(final JsonObject job, final JobOverlayDecoder.CountsDecoder counts) {
        final JsonArray groups = job.array("TaskGroups");
        for (int at = 0; counts.hasNext(); at++) {
            final int count = counts.next().desiredCount();
            if (groups != null && at < groups.size() && groups.get(at) instanceof JsonObject group) {
                group.put("Count", count);
            }
        }
    }

    private static void applyMeta(final JsonObject job, final JobOverlayDecoder.MetaDecoder pairs) {
        JsonObject meta = job.object("Meta");
        while (pairs.hasNext()) {
            pairs.next();
            final byte[] key = new byte[pairs.keyLength()];
            pairs.getKey(key, 0, key.length);
            final String value = pairs.value();
            if (meta == null) {
                meta = new JsonObject();
                job.put("Meta", meta);
            }
            meta.put(new String(key, StandardCharsets.UTF_8), value);
        }
    }
}
