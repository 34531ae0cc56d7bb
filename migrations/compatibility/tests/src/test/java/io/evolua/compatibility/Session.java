package io.evolua.compatibility;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;

/** The provider at work; loaded beside it, so that it is the provider's Jakarta Persistence that this uses. */
public final class Session {

    private Session() {}

    /** Starts the unit, writes nothing, and reads every entity with all its columns. */
    public static void run(String jdbcUrl, Map<String, Object> more) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(jdbcUrl);
        Map<String, Object> properties = new HashMap<>(Map.of(
                "jakarta.persistence.transactionType",
                "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource",
                database,
                "jakarta.persistence.nonJtaDataSource",
                database,
                "eclipselink.logging.level",
                "OFF"));
        Logger hibernate = Logger.getLogger("org.hibernate");
        hibernate.setLevel(Level.WARNING);
        properties.putAll(more);
        EntityManagerFactory factory = Persistence.createEntityManagerFactory("library", properties);
        try {
            EntityManager entities = factory.createEntityManager();
            for (String entity : List.of("Author", "Work", "Book", "Loan")) {
                entities.createQuery("select e from " + entity + " e").getResultList();
            }
            entities.close();
        } finally {
            factory.close();
        }
    }
}
