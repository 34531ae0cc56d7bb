package io.evolua.compatibility.library;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.List;

/** A sequence, joined inheritance, a table between two others. */
@Entity
@Table(name = "work")
@Inheritance(strategy = InheritanceType.JOINED)
@DiscriminatorColumn(name = "kind", length = 20)
@SuppressWarnings("UnusedVariable") // read by reflection
public abstract class Work {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "work")
    @SequenceGenerator(name = "work", sequenceName = "work_seq", allocationSize = 20)
    private long id;

    @Column(nullable = false)
    private String title;

    @ManyToMany
    @JoinTable(
            name = "work_author",
            joinColumns = @JoinColumn(name = "work_id"),
            inverseJoinColumns = @JoinColumn(name = "author_id"))
    private List<Author> authors;
}
