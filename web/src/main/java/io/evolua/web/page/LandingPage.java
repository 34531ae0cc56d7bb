package io.evolua.web.page;

import io.evolua.web.schema.KnownRevision;
import io.evolua.web.schema.KnownRevisions;
import io.evolua.web.schema.SchemaWatch;
import io.evolua.web.schema.StoredSchema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The front door for people: where to go from here, and the state of the schema. */
@ApplicationScoped
public class LandingPage {

    private final SchemaWatch watch;
    private final Template template;
    private final List<KnownRevision> known;
    private final String version;

    /** For the container, which makes a proxy by it. */
    @SuppressWarnings("NullAway")
    protected LandingPage() {
        this.watch = null;
        this.template = null;
        this.known = List.of();
        this.version = "";
    }

    @Inject
    LandingPage(SchemaWatch watch) {
        this.watch = watch;
        this.template = Template.load("landing.html");
        this.known = KnownRevisions.load();
        this.version = Template.load("version").code().strip();
    }

    /** The page as it is now. */
    public Response open() {
        Optional<StoredSchema> stored = watch.look();
        SchemaSection section = new SchemaSection(known, stored.map(StoredSchema::applied));
        Map<String, Markup> values = new HashMap<>(Pages.assets(Asset.STYLE, Asset.ICON));
        values.put("version", Markup.text(version));
        values.put("status", section.status());
        values.put("facts", section.facts());
        values.put("graph", section.graph());
        values.put("list", section.list());
        values.put("tables", tables(stored));
        Response page = Pages.still(template.fill(values));
        page.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return page;
    }

    private static Markup tables(Optional<StoredSchema> stored) {
        if (stored.isEmpty()) {
            return Markup.of("<p>The database cannot be asked for its tables at the moment.</p>");
        }
        if (stored.get().tables().isEmpty()) {
            return Markup.of("<p>There are no tables yet: run the migration job (<code>upgrade head</code>).</p>");
        }
        return Markup.join(TableGroups.of(stored.get().tables()).stream()
                .map(group -> Markup.of(
                        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"%s\">\n%s\n</div>",
                        group.size() == 1 ? "Table " + group.get(0).name() : "Tables that belong together",
                        TableDrawing.draw(group)))
                .toList());
    }
}
