package io.evolua.compatibility.library;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.Table;
import java.time.LocalDateTime;

/** A key of two columns, one of which is a reference. */
@Entity
@Table(name = "loan")
@SuppressWarnings("UnusedVariable") // read by reflection
public class Loan {

    @EmbeddedId
    private LoanId id;

    @ManyToOne
    @MapsId("bookId")
    @JoinColumn(name = "book_id")
    private Book book;

    @Column(name = "given_back")
    private LocalDateTime givenBack;
}
