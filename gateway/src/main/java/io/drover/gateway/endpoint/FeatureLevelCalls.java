package io.drover.gateway.endpoint;

import io.drover.gateway.command.LevelCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import io.drover.sbe.snapshot.ClusterRowDecoder;
import io.drover.sbe.snapshot.MemberLevelsRowDecoder;
import org.agrona.DirectBuffer;

/** {@code /v1/operator/feature-level}: what the cluster does, what its servers could do, and raising the one to the other. */
final class FeatureLevelCalls {
    private final GatewayContext context;

    FeatureLevelCalls(final GatewayContext context) {
        this.context = context;
    }

    void handle(final Call call) throws HttpProblem {
        switch (call.method()) {
            case "GET" -> read(call);
            case "PUT", "POST" -> raise(call);
            default -> throw HttpProblem.invalidMethod();
        }
    }

    private void read(final Call call) throws HttpProblem {
        final Read read = Read.of(QueryRequest.of(QueryKind.FEATURE_LEVELS), TableId.CLUSTER);
        context.reads().answer(call, read, pages -> {
            final JsonWriter json = call.json().beginObject();
            write(json, pages);
            call.reply(json.endObject());
        });
    }

    private static void write(final JsonWriter json, final Pages pages) {
        final ClusterRowDecoder cluster = new ClusterRowDecoder();
        final MemberLevelsRowDecoder member = new MemberLevelsRowDecoder();
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == ClusterRowDecoder.TEMPLATE_ID) {
                cluster.wrap(
                        rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
                json.name("Level").number(cluster.featureLevel());
                json.name("Index").number(pages.index());
                json.name("Servers").beginArray();
            } else {
                member.wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
                write(json, member);
            }
        });
        json.endArray();
    }

    private static void write(final JsonWriter json, final MemberLevelsRowDecoder row) {
        json.beginObject();
        json.name("ID").number(row.memberId());
        json.name("ModifyIndex").number(row.modifyIndex());
        json.name("NewestLevel").number(row.newestLevel());
        json.name("OldestLevel").number(row.oldestLevel());
        json.name("Servers").number(row.memberCount());
        json.name("Version").string(row.version());
        json.endObject();
    }

    private void raise(final Call call) throws HttpProblem {
        final long level = RequestBody.of(call, "FeatureLevel").number("Level");
        if (level < 1 || level > Integer.MAX_VALUE) {
            throw new HttpProblem(400, "Level is " + level + "; expected a number from 1");
        }
        final DirectBuffer command = LevelCommands.raise((int) level);
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            if (reply.code() == ResultCode.FEATURE_LEVEL_LOWER) {
                throw new HttpProblem(
                        400, "the cluster has feature level " + reply.value() + ", and levels never fall");
            }
            if (reply.code() == ResultCode.FEATURE_LEVEL_UNSUPPORTED) {
                throw new HttpProblem(
                        400, "feature level " + level + " has to wait until every server has it: " + reply.detail());
            }
            Results.require(reply);
            final JsonWriter json = call.json().beginObject();
            json.name("Index").number(reply.index());
            json.name("Level").number(reply.value());
            call.index(reply.index()).reply(json.endObject());
        });
    }
}
