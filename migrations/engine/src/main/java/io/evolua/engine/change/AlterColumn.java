package io.evolua.engine.change;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A column with another type, nullability, default or identity. */
public record AlterColumn(QualifiedName table, Column from, Column to) implements Change {

    public AlterColumn {
        if (!from.name().equals(to.name())) {
            throw new IllegalArgumentException(from.name() + " is not " + to.name());
        }
    }

    public String name() {
        return to.name();
    }

    public boolean changesType() {
        return !from.type().text().equals(to.type().text());
    }

    public boolean changesCollation() {
        return !from.options().collation().equals(to.options().collation());
    }

    @Override
    public Change inverse() {
        return new AlterColumn(table, to, from);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.alterColumn(this);
    }

    @Override
    public String describe() {
        List<String> what = new ArrayList<>();
        if (changesType()) {
            what.add("type " + from.type() + " to " + to.type());
        }
        if (from.nullable() != to.nullable()) {
            what.add(to.nullable() ? "nullable" : "not null");
        }
        if (!from.defaultValue().equals(to.defaultValue())) {
            what.add(to.defaultValue().map(d -> "default " + d).orElse("no default"));
        }
        if (!from.identity().equals(to.identity())) {
            what.add(to.identity().isPresent() ? "identity" : "no identity");
        }
        if (changesCollation()) {
            what.add(to.options().collation().map(c -> "collation " + c).orElse("default collation"));
        }
        if (!from.generated().equals(to.generated())) {
            what.add(to.generated().map(g -> "generated as " + g.expression()).orElse("not generated"));
        }
        if (what.isEmpty()) {
            what.add("options");
        }
        return "alter column " + table + "." + name() + ": " + String.join(", ", what);
    }

    /** What becomes of the values. */
    public TypeChange typeChange() {
        return TypeChange.of(from.type().text(), to.type().text());
    }

    @Override
    public Optional<String> hazard() {
        List<String> sentences = new ArrayList<>();
        if (from.nullable() && !to.nullable()) {
            sentences.add("Fails if a row of " + table + " has no value in column " + name() + ".");
        }
        effect().ifPresent(sentences::add);
        return joined(sentences);
    }

    @Override
    public Optional<String> effect() {
        List<String> sentences = new ArrayList<>();
        dataLoss().ifPresent(sentences::add);
        typeChange().remark().ifPresent(sentences::add);
        return joined(sentences);
    }

    private static Optional<String> joined(List<String> sentences) {
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }

    @Override
    public Optional<String> dataLoss() {
        if (from.generated().isEmpty() && to.generated().isPresent()) {
            return Optional.of(
                    "The values of column " + table + "." + name() + " are lost: it is made anew, generated.");
        }
        return typeChange()
                .loss()
                .map(what -> "Type " + from.type() + " of column " + table + "." + name() + " becomes " + to.type()
                        + ": " + what.replace("{t}", to.type().text()) + ".");
    }
}
