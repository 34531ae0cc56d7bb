package io.evolua.compatibility.library;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;

/** Identity, enum, embedded object, collection of values, a reference to itself. */
@Entity
@Table(
        name = "author",
        uniqueConstraints = @UniqueConstraint(columnNames = {"family_name", "given_name"}),
        indexes = {
            @Index(columnList = "born desc"),
            @Index(name = "author_by_email", columnList = "email", unique = true)
        })
@SuppressWarnings("UnusedVariable") // read by reflection
public class Author {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "given_name", nullable = false, length = 80)
    private String givenName;

    @Column(name = "family_name", nullable = false, length = 80)
    private String familyName;

    private String email;

    @Enumerated(EnumType.STRING)
    @Column(length = 20)
    private Fame fame;

    private LocalDate born;

    private OffsetDateTime seen;

    private UUID token;

    private double weight;

    @Column(precision = 12, scale = 2)
    private BigDecimal advance;

    private byte[] portrait;

    @Embedded
    private Address address;

    @ElementCollection
    @CollectionTable(name = "author_pen_name", joinColumns = @JoinColumn(name = "author_id"))
    @Column(name = "pen_name", length = 50)
    private Set<String> penNames;

    @ManyToOne
    @JoinColumn(name = "mentor_id")
    private Author mentor;

    @Version
    private int version;

    /** How well known. */
    public enum Fame {
        UNKNOWN,
        KNOWN
    }
}
