package io.evolua.cli;

import java.util.List;

/** The commands by their names. Only the one that is asked for is made: the others' classes are not even loaded. */
final class Subcommands {

    /** In the order in which one meets them. */
    static final List<String> NAMES = List.of(
            "init",
            "revision",
            "merge",
            "squash",
            "upgrade",
            "downgrade",
            "current",
            "history",
            "heads",
            "branches",
            "show",
            "edit",
            "stamp",
            "baseline",
            "rehash",
            "repair",
            "check",
            "diff");

    private Subcommands() {}

    static Subcommand named(String name) {
        return switch (name) {
            case "init" -> new InitCommand();
            case "revision" -> new RevisionCommand();
            case "merge" -> new MergeCommand();
            case "squash" -> new SquashCommand();
            case "upgrade" -> new UpgradeCommand();
            case "downgrade" -> new DowngradeCommand();
            case "current" -> new CurrentCommand();
            case "history" -> new HistoryCommand();
            case "heads" -> new HeadsCommand();
            case "branches" -> new BranchesCommand();
            case "show" -> new ShowCommand();
            case "edit" -> new EditCommand();
            case "stamp" -> new StampCommand();
            case "baseline" -> new BaselineCommand();
            case "rehash" -> new RehashCommand();
            case "repair" -> new RepairCommand();
            case "check" -> new CheckCommand();
            case "diff" -> new DiffCommand();
            default -> throw new IllegalArgumentException("no command \"" + name + "\"");
        };
    }
}
