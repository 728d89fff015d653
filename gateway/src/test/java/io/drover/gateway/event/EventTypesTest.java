package io.drover.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.command.DeploymentChangeDecoder;
import io.drover.sbe.command.JobRegisterDecoder;
import io.drover.sbe.command.JobTagDecoder;
import io.drover.sbe.command.SystemGcDecoder;
import io.drover.sbe.common.TableId;
import org.junit.jupiter.api.Test;

/** Types of events are those of the writes that clients know. */
class EventTypesTest {
    @Test
    void shouldNameTheWriteForAllThatItChanged() {
        assertThat(EventTypes.of(TableId.JOBS, JobRegisterDecoder.TEMPLATE_ID, 0, false))
                .isEqualTo("JobRegistered");
        assertThat(EventTypes.of(TableId.EVALS, JobRegisterDecoder.TEMPLATE_ID, 0, false))
                .isEqualTo("JobRegistered");
    }

    @Test
    void shouldTellAPlanFromTheEndOfItsEvaluation() {
        assertThat(EventTypes.of(TableId.ALLOCS, -2, 0, false)).isEqualTo("PlanResult");
        assertThat(EventTypes.of(TableId.EVALS, -2, 0, false)).isEqualTo("EvaluationUpdated");
    }

    @Test
    void shouldTellAPromotionFromOtherChangesOfADeployment() {
        assertThat(EventTypes.of(TableId.DEPLOYMENTS, DeploymentChangeDecoder.TEMPLATE_ID, 1, false))
                .isEqualTo("DeploymentPromotion");
        assertThat(EventTypes.of(TableId.DEPLOYMENTS, DeploymentChangeDecoder.TEMPLATE_ID, 0, false))
                .isEqualTo("DeploymentStatusUpdate");
    }

    @Test
    void shouldNameSmallObjectsByThemselves() {
        assertThat(EventTypes.of(TableId.ACL_TOKENS, -1, 0, true)).isEqualTo("ACLTokenDeleted");
        assertThat(EventTypes.of(TableId.HOST_VOLUMES, 0, 0, true)).isEqualTo("HostVolumeDeleted");
        assertThat(EventTypes.of(TableId.NODE_POOLS, 0, 0, false)).isEqualTo("NodePoolUpserted");
    }

    @Test
    void shouldKeepQuietAboutWhatClientsAreNotTold() {
        assertThat(EventTypes.of(TableId.JOBS, JobTagDecoder.TEMPLATE_ID, 0, false))
                .isEqualTo(EventTypes.NONE);
        assertThat(EventTypes.of(TableId.JOBS, SystemGcDecoder.TEMPLATE_ID, 0, true))
                .isEqualTo("JobBatchDeregistered");
    }
}
