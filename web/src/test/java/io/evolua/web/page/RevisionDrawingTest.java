package io.evolua.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.web.schema.KnownRevision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevisionDrawingTest {

    private static RevisionDrawing.Node node(String version, String... revises) {
        return new RevisionDrawing.Node(
                new KnownRevision(version, "about " + version, List.of(revises), List.of(), Optional.empty()),
                "applied",
                List.of("applied"));
    }

    @Test
    void a_line_of_revisions_stays_on_one_lane() {
        String svg = RevisionDrawing.draw(List.of(node("3", "2"), node("2", "1"), node("1")))
                .code();

        assertThat(svg.split("class=\"edge revises\"", -1)).hasSize(3);
        assertThat(svg).contains("cx=\"10\" cy=\"26\"", "cx=\"10\" cy=\"78\"", "cx=\"10\" cy=\"130\"");
    }

    @Test
    void branches_have_lanes_of_their_own_and_come_together_where_they_are_merged() {
        String svg = RevisionDrawing.draw(List.of(node("4", "2", "3"), node("3", "1"), node("2", "1"), node("1")))
                .code();

        assertThat(svg.split("class=\"edge revises\"", -1)).hasSize(5);
        assertThat(svg)
                .contains("cx=\"10\" cy=\"26\"", "cx=\"34\" cy=\"78\"", "cx=\"10\" cy=\"130\"", "cx=\"10\" cy=\"182\"");
    }

    @Test
    void what_is_only_depended_on_has_another_line() {
        KnownRevision dependent = new KnownRevision("2", "two", List.of(), List.of("1"), Optional.of("b"));

        String svg = RevisionDrawing.draw(
                        List.of(new RevisionDrawing.Node(dependent, "pending", List.of("pending", "b")), node("1")))
                .code();

        assertThat(svg).contains("class=\"edge depends\"", "class=\"node pending\"", ">b</text>");
    }
}
