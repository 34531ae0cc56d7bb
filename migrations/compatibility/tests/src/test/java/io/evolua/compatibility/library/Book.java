package io.evolua.compatibility.library;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** A table of its own for what a work does not have; a key with a chosen name. */
@Entity
@Table(name = "book")
@SuppressWarnings("UnusedVariable") // read by reflection
public class Book extends Work {

    @Column(unique = true, length = 13)
    private String isbn;

    @ManyToOne(optional = false)
    @JoinColumn(name = "editor_id", foreignKey = @ForeignKey(name = "book_has_editor"))
    private Author editor;

    private Integer pages;
}
