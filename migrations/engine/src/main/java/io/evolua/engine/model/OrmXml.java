package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.eclipse.persistence.internal.jpa.deployment.SEPersistenceUnitInfo;

/**
 * Mapping files, as far as EclipseLink 5 passes over what Jakarta Persistence 3.2 lets them say: comments, checks and options of
 * columns. Those of tables it reads.
 */
final class OrmXml {

    private static final String USUAL = "META-INF/orm.xml";
    private static final List<String> PASSED_OVER = List.of("comment", "check-constraint");

    private OrmXml() {}

    /** @throws RefusedException if a file says of a column what nobody would read */
    static void requireReadable(SEPersistenceUnitInfo unit, ClassLoader loader) {
        if (!SincePersistence32.isKnown()) {
            return;
        }
        TreeSet<String> files = new TreeSet<>(unit.getMappingFileNames());
        files.add(USUAL);
        for (String file : files) {
            try {
                for (URL url : Collections.list(loader.getResources(file))) {
                    read(file, url);
                }
            } catch (IOException | XMLStreamException e) {
                throw new RefusedException("The mapping file " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private static void read(String file, URL url) throws IOException, XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        Deque<String> path = new ArrayDeque<>();
        try (InputStream in = url.openStream()) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    element(file, reader, path.isEmpty() ? "" : path.getLast());
                    path.addLast(reader.getLocalName());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    path.removeLast();
                }
            }
        }
    }

    private static void element(String file, XMLStreamReader reader, String parent) {
        String name = reader.getLocalName();
        if (parent.endsWith("column") && PASSED_OVER.contains(name)) {
            throw passedOver(file, reader, "<" + name + "> of <" + parent + ">");
        }
        if (name.endsWith("column") && reader.getAttributeValue(null, "options") != null) {
            throw passedOver(file, reader, "the options of <" + name + ">");
        }
    }

    private static RefusedException passedOver(String file, XMLStreamReader reader, String what) {
        return new RefusedException(file + ":" + reader.getLocation().getLineNumber() + ": EclipseLink does not read "
                + what + ". Say it with an annotation, or in the SQL script of the unit.");
    }
}
