package io.drover.cluster.wire;

import static io.drover.cluster.wire.Shape.block;

import io.drover.sbe.jobspec.PeriodicSpecDecoder;
import io.drover.sbe.jobspec.SchedulingSpecDecoder;
import io.drover.sbe.query.QueryDecoder;

/** The shapes of messages that are not commands: scheduling specifications inside commands, and queries. */
public final class DocumentShapes {
    /** As long as a length of 16 bits can say. */
    private static final int TEXT_LENGTH_MAX = 65_534;

    /** A {@code jobspec.SchedulingSpec}. */
    public static final Shape SCHEDULING_SPEC = block(SchedulingSpecDecoder.BLOCK_LENGTH)
            .group(block(SchedulingSpecDecoder.DatacentersDecoder.sbeBlockLength())
                    .texts(1, CommandShapes.NAME_LENGTH_MAX))
            .group(block(SchedulingSpecDecoder.GroupsDecoder.sbeBlockLength()).texts(2, CommandShapes.NAME_LENGTH_MAX))
            .group(block(SchedulingSpecDecoder.TasksDecoder.sbeBlockLength()).texts(2, CommandShapes.NAME_LENGTH_MAX))
            .group(block(SchedulingSpecDecoder.ConstraintsDecoder.sbeBlockLength())
                    .texts(3, CommandShapes.VALUE_LENGTH_MAX))
            .group(block(SchedulingSpecDecoder.AffinitiesDecoder.sbeBlockLength())
                    .texts(2, CommandShapes.VALUE_LENGTH_MAX))
            .group(block(SchedulingSpecDecoder.SpreadsDecoder.sbeBlockLength())
                    .group(block(SchedulingSpecDecoder.SpreadsDecoder.TargetsDecoder.sbeBlockLength())
                            .texts(1, CommandShapes.VALUE_LENGTH_MAX))
                    .texts(1, CommandShapes.VALUE_LENGTH_MAX))
            .group(block(SchedulingSpecDecoder.PortsDecoder.sbeBlockLength()).texts(2, CommandShapes.NAME_LENGTH_MAX))
            .group(block(SchedulingSpecDecoder.VolumesDecoder.sbeBlockLength()).texts(5, CommandShapes.TEXT_LENGTH_MAX))
            .group(block(SchedulingSpecDecoder.DevicesDecoder.sbeBlockLength())
                    .group(block(SchedulingSpecDecoder.DevicesDecoder.ConstraintsDecoder.sbeBlockLength())
                            .texts(2, CommandShapes.VALUE_LENGTH_MAX))
                    .group(block(SchedulingSpecDecoder.DevicesDecoder.AffinitiesDecoder.sbeBlockLength())
                            .texts(2, CommandShapes.VALUE_LENGTH_MAX))
                    .texts(1, CommandShapes.TEXT_LENGTH_MAX))
            .texts(1, CommandShapes.NAME_LENGTH_MAX)
            .texts(1, CommandShapes.TEXT_LENGTH_MAX)
            .texts(1, CommandShapes.NAME_LENGTH_MAX)
            .build();

    /** A {@code jobspec.PeriodicSpec}. */
    public static final Shape PERIODIC_SPEC = block(PeriodicSpecDecoder.BLOCK_LENGTH)
            .group(block(PeriodicSpecDecoder.CronsDecoder.sbeBlockLength()))
            .group(block(PeriodicSpecDecoder.OffsetsDecoder.sbeBlockLength()))
            .build();

    /** A {@code query.Query}. Names may be longer than those of anything: whoever asks for such a one is told that there is none. */
    public static final Shape QUERY =
            block(QueryDecoder.BLOCK_LENGTH).texts(2, TEXT_LENGTH_MAX).bytes(2).build();

    private DocumentShapes() {}
}
