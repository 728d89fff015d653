package io.drover.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.gateway.acl.Authority;
import io.drover.gateway.http.HttpProblem;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Topics, keys and namespaces as readers ask for them, and what tokens may follow. */
class EventFilterTest {
    private static final Event JOB = new Event("Job", "JobRegistered", "web", "dev", null, 7, new byte[0]);
    private static final Event EVAL =
            new Event("Evaluation", "JobRegistered", "e1", "dev", List.of("web", "d1"), 7, new byte[0]);
    private static final Event NODE = new Event("Node", "NodeDrain", "n1", "", null, 8, new byte[0]);

    @Test
    void shouldPassEverythingWithoutTopics() throws HttpProblem {
        final EventFilter filter = EventFilter.parse(List.of(), "*");
        assertThat(List.of(JOB, EVAL, NODE)).allMatch(filter::passes);
        assertThat(filter.names()).containsExactly("*");
    }

    @Test
    void shouldPassATopicOfTheNamespaceAndWhatHasNone() throws HttpProblem {
        final EventFilter filter = EventFilter.parse(List.of("Job", "Node:*"), "default");
        assertThat(filter.passes(JOB)).isFalse();
        assertThat(filter.passes(EVAL)).isFalse();
        assertThat(filter.passes(NODE)).isTrue();
        assertThat(EventFilter.parse(List.of("Job"), "dev").passes(JOB)).isTrue();
    }

    @Test
    void shouldFindAnEventByWhatItBelongsTo() throws HttpProblem {
        assertThat(EventFilter.parse(List.of("Evaluation:web"), "dev").passes(EVAL))
                .isTrue();
        assertThat(EventFilter.parse(List.of("Evaluation:d1"), "dev").passes(EVAL))
                .isTrue();
        assertThat(EventFilter.parse(List.of("Evaluation:other"), "dev").passes(EVAL))
                .isFalse();
    }

    @Test
    void shouldFindOnlyTheObjectItselfInAllTopics() throws HttpProblem {
        final EventFilter filter = EventFilter.parse(List.of("*:web"), "dev");
        assertThat(filter.passes(JOB)).isTrue();
        assertThat(filter.passes(EVAL)).isFalse();
    }

    @Test
    void shouldRefuseMoreThanOneKey() {
        assertThatThrownBy(() -> EventFilter.parse(List.of("Job:a:b"), "default"))
                .isInstanceOf(HttpProblem.class)
                .hasMessage(
                        "Invalid topic query: error parsing topics: Invalid key value pair for topic, topic: Job:a:b");
    }

    @Test
    void shouldBoundTheNumberOfTopics() {
        assertThatThrownBy(() -> EventFilter.parse(Collections.nCopies(257, "Job"), "default"))
                .isInstanceOf(HttpProblem.class)
                .hasMessageContaining("limit of 256");
    }

    @Test
    void shouldLetNobodyWithoutRightsFollowAnything() {
        final EventAuthority none = new EventAuthority(Authority.of(List.of()));
        for (final String topic : List.of("Job", "Node", "NodePool", "ACLToken", "Weather", "*")) {
            assertThat(none.allowsTopics(List.of(topic), "default")).as(topic).isFalse();
        }
        assertThat(none.shows(JOB)).isFalse();
        assertThat(new EventAuthority(Authority.management()).allowsTopics(List.of("*"), "*"))
                .isTrue();
    }
}
