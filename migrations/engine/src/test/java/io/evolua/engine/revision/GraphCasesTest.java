package io.evolua.engine.revision;

import static io.evolua.engine.revision.GraphFixture.graph;
import static io.evolua.engine.revision.GraphFixture.set;
import static io.evolua.engine.revision.GraphFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.EvoluaException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What Alembic's users do with a graph of revisions: the numbers are those of the cases of its own tests. Where it loses
 * the reason of an error or picks one of several possibilities, these say more or refuse.
 */
class GraphCasesTest {

    /** a to e. */
    private static final String LINE = "1 2<1 3<2 4<3 5<4";

    /** a, b, then c1 and d1, c2 and d2. */
    private static final String FORKED = "1 2<1 31<2:c1branch 41<31 32<2:c2branch 42<32";

    private static final String IDS = "120001 120002<120001 120003<120002 77<120003 990001<77";

    // ---- names

    @Test
    void G001_an_id_is_a_version_so_that_no_name_can_be_mistaken_for_a_place() {
        for (String id : List.of("a@b", "1-2", "1+2", "1:2", "")) {
            assertThat(RevisionId.isValid(id)).as(id).isFalse();
        }
    }

    @Test
    void G002_the_beginning_of_an_id_is_enough_and_need_be_unique_within_the_branch_only() {
        String forest = "120001:one 120002<120001 340001:two 120101<340001";
        assertThat(resolve(forest, "3400")).isEqualTo("340001");
        assertThat(resolve(forest, "two@1201")).isEqualTo("120101");
        assertThat(resolve(forest, "two@120101")).isEqualTo("120101");
        refused(() -> resolve(forest, "one@1200"), "may be any of 120001 r120001, 120002 r120002");
    }

    @Test
    void G003_a_beginning_that_is_too_short_says_so() {
        refused(() -> resolve(IDS, "120"), "at least 4 characters");
    }

    @Test
    void G004_G139_an_unknown_name_comes_with_candidates() {
        refused(() -> resolve(IDS, "120009"), "There is no revision \"120009\". Did you mean 120001");
        refused(() -> resolve(IDS, "qprstuv"), "There is no revision \"qprstuv\". There are 990001 r990001");
    }

    @Test
    void G005_G132_an_ambiguous_beginning_names_all_that_it_may_be() {
        refused(() -> resolve(IDS, "1200"), "any of 120001 r120001, 120002 r120002, 120003 r120003");
    }

    @Test
    void G006_an_id_of_few_characters_is_found_exactly() {
        assertThat(resolve(IDS, "77")).isEqualTo("77");
    }

    @Test
    void G007_a_branch_and_a_place_on_it() {
        assertThat(resolve(FORKED, "c1branch@head")).isEqualTo("41");
        assertThat(resolve(FORKED, "c1branch@41")).isEqualTo("41");
        assertThat(resolve(FORKED, "32@head")).isEqualTo("42");
        assertThat(resolve(FORKED, "c2branch")).isEqualTo("32");
        assertThat(text(names(FORKED).place("c1branch@heads").revisions())).isEqualTo("41");
        assertThat(text(names(FORKED).place("heads").revisions())).isEqualTo("41 42");
        assertThat(names(FORKED).place("42@base").isBase()).isTrue();
        refused(() -> resolve(FORKED, "c1branch@base"), "is the base, before every revision");
    }

    @Test
    void G008_a_branch_within_itself_is_where_its_label_is() {
        assertThat(resolve(FORKED, "c1branch@c1branch")).isEqualTo("31");
    }

    @Test
    void G009_any_revision_may_stand_for_its_branch() {
        assertThat(resolve(FORKED, "41@31")).isEqualTo("31");
        assertThat(resolve(FORKED, "r42@head")).isEqualTo("42");
        assertThat(resolve("120001 120002<120001 130001", "1300@head")).isEqualTo("130001");
    }

    @Test
    void G010_an_unknown_branch_comes_with_candidates() {
        refused(() -> resolve(FORKED, "c1brunch@head"), "There is no branch \"c1brunch\". Did you mean c1branch");
        refused(() -> resolve(FORKED, "quite_else@head"), "Branches are c1branch, c2branch.");
        refused(() -> resolve(LINE, "quite_else@head"), "No revision has a branch label");
    }

    @Test
    void G011_a_revision_of_another_branch() {
        refused(() -> resolve(FORKED, "c1branch@42"), "Revision 42 r42 is not of the branch c1branch");
    }

    @Test
    void G012_one_label_begins_one_branch() {
        refused(() -> graph("1:x 2<1 3:x"), "The branch label \"x\" is used by 1 r1 and by 3 r3");
    }

    @Test
    void G013_head_is_the_only_head() {
        assertThat(resolve(LINE, "head")).isEqualTo("5");
    }

    @Test
    void G014_G073_G135_several_heads_are_named_with_the_ways_to_choose() {
        refused(
                () -> resolve(FORKED, "head"),
                "There are 2 heads: 41 r41, 42 r42. Name the one you mean, as in 41@head,");
        refused(() -> upgrade(FORKED, "", "head"), "or heads for all of them");
        refused(() -> upgrade(FORKED, "", "head+1"), "There are 2 heads: 41 r41, 42 r42");
    }

    @Test
    void G016_a_label_stands_for_the_line_above_and_below_it() {
        assertThat(resolve(FORKED, "c1branch@1")).isEqualTo("1");
        assertThat(resolve("1 2<1:mid 3<2", "mid@3")).isEqualTo("3");
    }

    @Test
    void G017_a_child_takes_its_parents_place_among_the_heads() {
        assertThat(text(graph("1 2<1 3<1").heads())).isEqualTo("2 3");
        assertThat(text(graph("1 2<1 3<1 4<3").heads())).isEqualTo("2 4");
    }

    @Test
    void G018_two_scripts_of_one_version_are_refused() {
        refused(() -> graph("1 2<1 2<1"), "Two scripts have the version 2");
    }

    @Test
    void G020_an_empty_graph_has_neither_pending_nor_applied_revisions() {
        assertThat(RevisionGraph.of(List.of()).order()).isEmpty();
        assertThat(new Targets(RevisionGraph.of(List.of()), set("")).upgrade("heads"))
                .isEmpty();
    }

    // ---- circles

    @Test
    void G021_a_revision_that_revises_itself() {
        refused(() -> graph("1<1"), "V1__r1.sql follows itself");
        refused(() -> graph("1 2<1 3<2,3"), "V3__r3.sql follows itself");
        refused(() -> graph("1 2<1,2 3<2 4<2"), "V2__r2.sql follows itself");
    }

    @Test
    void G022_a_revision_that_depends_on_itself() {
        for (String picture : List.of("1+1", "1+1 2<1", "1 2<1+2", "1 2<1+2 3<2 4<2", "1 2 3<1,2+3")) {
            refused(() -> graph(picture), "follows itself. Correct its \"revises\" or \"depends-on\"");
        }
    }

    @Test
    void G023_G024_a_circle_names_its_members_only() {
        refused(() -> graph("1<3 2<1 3<2"), "in a circle: V1__r1.sql, V2__r2.sql, V3__r3.sql.");
        refused(() -> graph("1<3 2<1 3<2 4 5<4"), "in a circle: V1__r1.sql, V2__r2.sql, V3__r3.sql.");
    }

    @Test
    void G025_what_follows_a_circle_or_leads_into_it_is_not_named() {
        refused(() -> graph("1<3 2<1 3<2 4<3 5<4"), "in a circle: V1__r1.sql, V2__r2.sql, V3__r3.sql.");
        refused(() -> graph("1 2<1,4 3<2 4<3 5<4"), "in a circle: V2__r2.sql, V3__r3.sql, V4__r4.sql.");
    }

    @Test
    void G026_a_circle_through_dependencies() {
        refused(() -> graph("1+3 2<1 3<2"), "in a circle: V1__r1.sql, V2__r2.sql, V3__r3.sql.");
        refused(() -> graph("1+2 2+1 3<1"), "in a circle: V1__r1.sql, V2__r2.sql.");
    }

    @Test
    void G027_G087_a_dependency_on_what_is_revised_anyway_is_harmless() {
        assertThatCode(() -> graph("1 2<1+1 3<2+1")).doesNotThrowAnyException();
        assertThat(upgrade("1 2<1+1 3<2+1", "", "head")).isEqualTo("1 2 3");
        assertThat(downgrade("1 2<1+1 3<2+1", "1 2 3", "1")).isEqualTo("3 2");
    }

    @Test
    void G028_an_edge_that_leads_nowhere_is_named_with_its_script() {
        refused(() -> graph("1 2<9"), "V2__r2.sql says \"revises: 9\", and there is no such revision");
    }

    // ---- order

    @Test
    void G029_a_diamond() {
        assertThat(downgrade("1 2<1 3<1 4<2,3 5<4", "1 2 3 4 5", "base")).isEqualTo("5 4 3 2 1");
    }

    @Test
    void G030_G031_a_branch_point_goes_after_all_its_branches_and_the_order_does_not_depend_on_reading() {
        assertThat(downgrade("1 12<1 13<12 14<13 24<13 2<1", "1 2 12 13 14 24", "base"))
                .isEqualTo("24 14 13 12 2 1");
        assertThat(upgrade("1 2<1 12<1 3<2 13<12 4<3,13", "", "head")).isEqualTo("1 2 3 12 13 4");
    }

    @Test
    void G032_what_does_not_follow_the_given_base_is_left_out() {
        assertThat(range("1 2<1 3<2 11 12<11", "", "1:")).isEqualTo("1 2 3");
    }

    @Test
    void G033_a_range_in_the_wrong_direction_or_across_branches() {
        refused(() -> range(FORKED, "", "41:2"), "41 r41 is not below 2 r2");
        refused(() -> range(FORKED, "", "41:42"), "41 r41 is not below 42 r42");
    }

    @Test
    void G034_a_range_that_ends_at_the_base() {
        refused(() -> range(LINE, "", "3:base"), "3 r3 is not below the base");
    }

    // ---- up and down on a line

    @Test
    void G039_up_to_a_revision() {
        assertThat(upgrade(LINE, "1 2 3", "5")).isEqualTo("4 5");
        assertThat(upgrade(LINE, "", "3")).isEqualTo("1 2 3");
    }

    @Test
    void G040_so_many_up() {
        assertThat(upgrade(LINE, "1", "+2")).isEqualTo("2 3");
        assertThat(upgrade(LINE, "1", "+1")).isEqualTo("2");
        assertThat(upgrade(LINE, "1 2", "+3")).isEqualTo("3 4 5");
    }

    @Test
    void G041_so_many_up_from_a_named_revision() {
        assertThat(upgrade(LINE, "1", "2+2")).isEqualTo("2 3 4");
        assertThat(upgrade(LINE, "1", "r2+2")).isEqualTo("2 3 4");
    }

    @Test
    void G042_up_to_so_many_below_a_named_revision() {
        assertThat(upgrade(LINE, "1", "4-2")).isEqualTo("2");
    }

    @Test
    void G043_an_upgrade_does_not_go_down() {
        refused(() -> upgrade(LINE, "1 2", "-2"), "An upgrade cannot lead to \"-2\". To go back: evolua downgrade -2");
        refused(() -> upgrade(LINE, "1 2", "base"), "An upgrade cannot lead to \"base\"");
        refused(() -> upgrade(LINE, "1 2", "2-2"), "is the base. To go back to it: evolua downgrade base");
    }

    @Test
    void G044_more_steps_up_than_there_are() {
        refused(() -> upgrade(LINE, "1 2", "+5"), "leads too far: only 3 can be applied. Nothing was run.");
    }

    @Test
    void G045_down_to_a_revision() {
        assertThat(downgrade(LINE, "1 2 3 4 5", "3")).isEqualTo("5 4");
        assertThat(downgrade(LINE, "1 2 3", "base")).isEqualTo("3 2 1");
    }

    @Test
    void G046_so_many_down() {
        assertThat(downgrade(LINE, "1 2 3 4 5", "-1")).isEqualTo("5");
        assertThat(downgrade(LINE, "1 2 3 4 5", "-3")).isEqualTo("5 4 3");
        assertThat(downgrade(LINE, "1 2 3 4 5", "1+2")).isEqualTo("5 4");
        assertThat(downgrade(LINE, "1 2 3 4 5", "3-2")).isEqualTo("5 4 3 2");
        assertThat(downgrade(LINE, "1 2 3", "3-3")).isEqualTo("3 2 1");
    }

    @Test
    void G047_more_steps_down_than_there_are() {
        refused(() -> downgrade(LINE, "1 2", "-5"), "leads too far: only 2 can be taken back");
        refused(() -> downgrade(LINE, "1 2", "2-3"), "leads too far: 3 steps were asked for, and there are only 2.");
        refused(() -> downgrade(LINE, "1 2", "+2"), "To go forward: evolua upgrade +2");
    }

    @Test
    void G048_G072_G138_down_to_where_it_is() {
        assertThat(downgrade(LINE, "1 2 3", "3")).isEmpty();
        assertThat(downgrade(LINE, "1 2 3 4 5", "head")).isEmpty();
        assertThat(downgrade(FORKED, "1 2 31 41 32 42", "42")).isEmpty();
    }

    @Test
    void G049_down_to_base_with_nothing_applied() {
        assertThat(downgrade(LINE, "", "base")).isEmpty();
    }

    @Test
    void G050_down_to_what_is_not_applied() {
        refused(() -> downgrade(LINE, "", "2"), "A downgrade cannot lead to 2 r2: it is not applied. Nothing is.");
        refused(() -> downgrade(LINE, "1 2", "3"), "3 r3: it is not applied. Applied last: 2 r2.");
    }

    @Test
    void G051_up_to_what_is_applied_and_to_a_sibling() {
        assertThat(upgrade(LINE, "1 2 3", "2")).isEmpty();
        assertThat(upgrade(FORKED, "1 2 31 41", "42")).isEqualTo("32 42");
    }

    // ---- branches

    @Test
    void G054_up_to_all_heads() {
        assertThat(upgrade(FORKED, "1", "heads")).isEqualTo("2 31 32 41 42");
    }

    @Test
    void G055_up_to_one_head() {
        assertThat(upgrade(FORKED, "1 2", "41")).isEqualTo("31 41");
        assertThat(upgrade(FORKED, "1 2", "c1branch@head")).isEqualTo("31 41");
    }

    @Test
    void G056_down_through_the_branch_point() {
        assertThat(downgrade(FORKED, ALL_FORKED, "1")).isEqualTo("42 41 32 31 2");
    }

    private static final String ALL_FORKED = "1 2 31 41 32 42";

    @Test
    void G057_up_to_below_the_head_of_a_branch() {
        assertThat(upgrade(FORKED, "1 2", "c2branch@head-1")).isEqualTo("32");
    }

    @Test
    void G058_down_to_above_the_base() {
        assertThat(downgrade(FORKED, ALL_FORKED, "base+2")).isEqualTo("42 41 32 31");
    }

    @Test
    void G059_G060_down_to_above_the_base_on_one_branch_only() {
        assertThat(downgrade(FORKED, ALL_FORKED, "c2branch@base+2")).isEqualTo("42 32");
        assertThat(downgrade(FORKED, ALL_FORKED, "c2branch@base+3")).isEqualTo("42");
    }

    @Test
    void G061_one_down_with_two_heads_is_refused_with_the_choices() {
        refused(
                () -> downgrade(FORKED, ALL_FORKED, "-1"),
                "\"-1\" may begin with any of 41 r41, 42 r42. Name the branch, as in 41@-1, or");
    }

    @Test
    void G062_one_down_on_a_branch() {
        assertThat(downgrade(FORKED, ALL_FORKED, "c1branch@-1")).isEqualTo("41");
        assertThat(downgrade(FORKED, ALL_FORKED, "41@-2")).isEqualTo("41 31");
    }

    @Test
    void G063_down_to_below_a_named_revision_leaves_the_other_branches() {
        assertThat(downgrade(FORKED, ALL_FORKED, "42-1")).isEqualTo("42");
        assertThat(downgrade(FORKED, ALL_FORKED, "31-1")).isEqualTo("41 31");
    }

    @Test
    void G064_down_to_the_branch_point_on_one_branch_only() {
        for (String branch : List.of("c1branch", "31", "41")) {
            assertThat(downgrade(FORKED, ALL_FORKED, branch + "@2")).isEqualTo("41 31");
        }
    }

    @Test
    void G065_down_to_below_the_head_of_a_branch() {
        assertThat(downgrade(FORKED, ALL_FORKED, "c1branch@head-1")).isEqualTo("41");
    }

    @Test
    void G066_one_up_on_a_branch_that_is_not_begun() {
        assertThat(upgrade(FORKED, "1 2 31", "c2branch@+1")).isEqualTo("32");
        assertThat(upgrade(FORKED, "", "c2branch@+1")).isEqualTo("1");
    }

    @Test
    void G067_one_up_on_a_branch_that_is_begun() {
        assertThat(upgrade(FORKED, "1 2 31 32", "c2branch@+1")).isEqualTo("42");
    }

    @Test
    void G068_one_up_from_two_revisions_is_refused_with_the_choices() {
        refused(() -> upgrade(FORKED, "1 2 31 32", "+1"), "any of 41 r41, 42 r42. Name the branch, as in 41@+1");
        assertThat(upgrade(FORKED, "1 2 31", "+1")).as("on its own line").isEqualTo("41");
    }

    @Test
    void G069_steps_through_a_branch_point_are_refused_with_the_choices() {
        refused(
                () -> upgrade(FORKED, "1 2", "2+1"),
                "may lead to any of 31 r31, 32 r32. Name the revision, or the branch as in c1branch@2+1");
        assertThat(upgrade(FORKED, "1 2", "31@2+1")).isEqualTo("31");
        refused(() -> downgrade(FORKED, ALL_FORKED, "2+1"), "may lead to any of 31 r31, 32 r32");
    }

    @Test
    void G070_one_up_from_the_base() {
        assertThat(upgrade(FORKED, "", "base+1")).isEqualTo("1");
        assertThat(upgrade(FORKED, "", "+1")).isEqualTo("1");
    }

    @Test
    void G071_one_down_from_the_first() {
        assertThat(downgrade(LINE, "1", "-1")).isEqualTo("1");
        refused(() -> downgrade(LINE, "", "-1"), "leads too far: nothing is applied");
    }

    @Test
    void G133_a_step_beyond_the_head() {
        refused(
                () -> upgrade(LINE, "", "head+1"),
                "\"head+1\" leads too far: 1 step was asked for, and there is none.");
    }

    // ---- merge points

    /** b, then c1 d1 and c2 d2, then e of both, f. */
    private static final String MERGED = "1 31<1 41<31 32<1 42<32 50<41,42 60<50";

    @Test
    void G074_up_across_a_merge_point() {
        assertThat(upgrade(MERGED, "1", "60")).isEqualTo("31 32 41 42 50 60");
    }

    @Test
    void G075_down_across_a_merge_point() {
        assertThat(downgrade(MERGED, "1 31 41 32 42 50 60", "1")).isEqualTo("60 50 42 41 32 31");
        assertThat(downgrade(MERGED, "1 31 41 32 42 50 60", "41")).isEqualTo("60 50");
    }

    @Test
    void G076_a_branch_that_goes_on_beside_the_merge_point() {
        String graph = "1 11<1 12<11 21<1 30<12,21 22<21";
        assertThat(upgrade(graph, "1 11 21 22", "30")).isEqualTo("12 30");
        assertThat(downgrade(graph, "1 11 12 21 22 30", "11")).isEqualTo("30 12");
        assertThat(text(new Targets(graph(graph), set("1 11 21 22")).current())).isEqualTo("11 22");
    }

    @Test
    void G077_a_merge_point_of_three() {
        String graph = "1 11<1 12<11 21<1 22<21 31<1 40<12,22,31 32<31";
        assertThat(upgrade(graph, "1 11 21 22 31 32", "40")).isEqualTo("12 40");
        assertThat(text(new Targets(graph(graph), set("1 11 12 21 22 31 32 40")).current()))
                .isEqualTo("32 40");
    }

    @Test
    void G078_two_merge_points_of_the_same_branches() {
        String graph = "1 2<1 3<1 4<2,3 5<2,3";
        assertThat(upgrade(graph, "1 2 3 4", "5")).isEqualTo("5");
        assertThat(downgrade(graph, "1 2 3 4 5", "2")).isEqualTo("5 4");
        assertThat(text(new Targets(graph(graph), set("1 2 3 4 5")).current())).isEqualTo("4 5");
    }

    // ---- depends-on

    @Test
    void G084_what_is_depended_on_is_no_tip_of_its_own() {
        String graph = "1 2<1 11 12<11+2";
        assertThat(text(new Targets(graph(graph), set("1 2 11 12")).current())).isEqualTo("12");
        assertThat(downgrade(graph, "1 2 11 12", "11")).isEqualTo("12");
    }

    @Test
    void G085_a_revision_that_depends_on_three_lines() {
        String graph = "1 11 21 31 32<31+1,11,21";
        assertThat(upgrade(graph, "", "32")).isEqualTo("1 11 21 31 32");
        assertThat(text(new Targets(graph(graph), set("1 11 21 31 32")).current()))
                .isEqualTo("32");
        assertThat(downgrade(graph, "1 11 21 31 32", "31")).isEqualTo("32");
    }

    @Test
    void G086_down_to_a_revision_leaves_what_only_depends_on_it() {
        String graph = "1 2<1+11 3<2 11 12<11+1";
        assertThat(downgrade(graph, "1 2 3 11 12", "11")).isEqualTo("12");
    }

    @Test
    void G089_down_from_the_merge_of_a_branch_with_what_it_depends_on() {
        String graph = "1 11 2<1 12<11+2 30<2,12";
        assertThat(downgrade(graph, "1 2 11 12 30", "2")).isEqualTo("30");
        assertThat(downgrade(graph, "1 2 11 12 30", "12")).isEqualTo("30");
    }

    @Test
    void G088_a_dependency_that_an_ancestor_has_already() {
        assertThat(upgrade("1 11 12<11+1 13<12+1", "", "13")).isEqualTo("1 11 12 13");
    }

    @Test
    void G090_up_to_a_revision_brings_what_it_depends_on() {
        assertThat(upgrade("1 11 21 22<21+1,11", "", "22")).isEqualTo("1 11 21 22");
    }

    @Test
    void G091_what_depends_on_others_goes_down_alone() {
        assertThat(downgrade("1:one 11:two 12<11+1", "1 11 12", "two@base")).isEqualTo("12 11");
    }

    @Test
    void G092_what_is_depended_on_takes_its_dependants_with_it() {
        assertThat(downgrade("1:one 11:two 12<11+1 13<12", "1 11 12 13", "one@base"))
                .isEqualTo("13 12 1");
    }

    @Test
    void G093_up_on_a_branch_includes_dependencies_and_down_to_its_base_does_not() {
        String graph = "1:one 2<1 11:two 12<11+2";
        assertThat(upgrade(graph, "", "two@head")).isEqualTo("1 2 11 12");
        assertThat(downgrade(graph, "1 2 11 12", "two@base")).isEqualTo("12 11");
    }

    @Test
    void G094_one_down_on_a_branch_that_others_depend_on() {
        assertThat(downgrade("1:one 2<1 11:two 12<11+2", "1 2 11 12", "one@-1")).isEqualTo("12 2");
    }

    @Test
    void G097_a_base_may_have_dependencies() {
        assertThat(upgrade("1 11+1", "", "11")).isEqualTo("1 11");
    }

    // ---- stamp

    @Test
    void G098_stamp_base() {
        assertThat(stamp(FORKED, ALL_FORKED, "base")).isEqualTo("-42 -41 -32 -31 -2 -1");
    }

    @Test
    void G099_stamp_the_branch_point() {
        assertThat(stamp(FORKED, ALL_FORKED, "2")).isEqualTo("-42 -41 -32 -31");
    }

    @Test
    void G100_stamp_touches_its_own_branch_only() {
        assertThat(stamp(FORKED, ALL_FORKED, "c2branch@base")).isEqualTo("-42 -32");
        assertThat(stamp(FORKED, "1 2 31 41 32", "c2branch@head")).isEqualTo("42");
        assertThat(stamp("1:one 2<1 11:two 12<11", "1 2 11 12", "two@base")).isEqualTo("-12 -11");
    }

    @Test
    void G101_stamp_heads_of_a_forest() {
        assertThat(stamp("1 2<1 11", "", "heads")).isEqualTo("1 2 11");
        assertThat(stamp("1 2<1 11", "1 2 11", "heads")).isEmpty();
    }

    @Test
    void G102_stamp_across_a_merge_point() {
        assertThat(stamp(MERGED, "1 31 41 32 42", "50")).isEqualTo("50");
        assertThat(stamp(MERGED, "1 31 41 32 42 50 60", "41")).isEqualTo("-60 -50");
    }

    @Test
    void G103_G136_stamp_several_and_an_ancestor_hides_no_descendant() {
        assertThat(stamp(FORKED, "", "31", "42")).isEqualTo("1 2 31 32 42");
        assertThat(stamp(LINE, "1 2 3 4 5", "2", "5")).isEmpty();
        assertThat(stamp(LINE, "", "4", "2")).isEqualTo("1 2 3 4");
    }

    @Test
    void G036_the_same_target_twice() {
        assertThat(stamp(LINE, "", "3", "3")).isEqualTo("1 2 3");
    }

    @Test
    void G107_stamp_where_it_is() {
        assertThat(stamp(LINE, "1 2 3", "3")).isEmpty();
    }

    // ---- ranges

    @Test
    void G118_ranges_of_the_history() {
        assertThat(range(LINE, "", "2:4")).isEqualTo("2 3 4");
        assertThat(range(LINE, "", ":2")).isEqualTo("1 2");
        assertThat(range(LINE, "", "4:")).isEqualTo("4 5");
        assertThat(range(LINE, "", "1:+2")).isEqualTo("1 2 3");
        assertThat(range(LINE, "", "-2:3")).isEqualTo("1 2 3");
        assertThat(range(LINE, "", "-2:")).isEqualTo("3 4 5");
        assertThat(range(LINE, "1 2 3", "current:")).isEqualTo("3 4 5");
        assertThat(range(LINE, "1 2 3", ":current")).isEqualTo("1 2 3");
        assertThat(range(LINE, "1 2 3", "current-1:current+1")).isEqualTo("2 3 4");
        assertThat(range(LINE, "1 2 3", "-1:current")).isEqualTo("2 3");
        assertThat(range(LINE, "", "3:+99")).isEqualTo("3 4 5");
        assertThat(range(LINE, "", ":+2")).isEqualTo("1 2");
        assertThat(range(FORKED, "", "c1branch@base:c1branch@head")).isEqualTo("1 2 31 41");
        refused(() -> range(LINE, "", "3"), "\"3\" is no range of the history. Write from:to, from:, or :to.");
    }

    private static RevisionNames names(String picture) {
        return new RevisionNames(graph(picture));
    }

    private static String resolve(String picture, String name) {
        return names(picture).resolve(name).id().toString();
    }

    private static String upgrade(String picture, String applied, String target) {
        return text(new Targets(graph(picture), set(applied)).upgrade(target));
    }

    private static String downgrade(String picture, String applied, String target) {
        return text(new Targets(graph(picture), set(applied)).downgrade(target));
    }

    /** What is recorded as not applied any more, each with a minus, then what is recorded as applied. */
    private static String stamp(String picture, String applied, String... targets) {
        StampTargets.Result result = new StampTargets(graph(picture), set(applied)).of(List.of(targets));
        String back = text(result.back()).replaceAll("(\\S+)", "-$1");
        return (back + " " + text(result.forward())).strip();
    }

    private static String range(String picture, String applied, String range) {
        RevisionGraph graph = graph(picture);
        return text(new HistoryRange(graph, () -> new Targets(graph, set(applied)).current()).of(range));
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(EvoluaException.class).hasMessageContaining(message);
    }
}
