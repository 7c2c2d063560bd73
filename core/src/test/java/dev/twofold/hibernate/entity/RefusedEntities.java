package dev.twofold.hibernate.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.TenantId;

/** Entities of which there are no copies, or not without saying more. */
final class RefusedEntities {

  private RefusedEntities() {}

  @Entity(name = "Last")
  static final class Last {
    @Id Long id;
  }

  @Entity(name = "Hidden")
  static class Hidden {
    @Id Long id;

    private Hidden() {}
  }

  @Entity(name = "Sturdy")
  static class Sturdy {
    @Id Long id;

    public final Long getId() {
      return id;
    }
  }

  @Entity(name = "Filtered")
  @FilterDef(name = "visible", defaultCondition = "id > 0")
  @Filter(name = "visible")
  static class Filtered {
    @Id Long id;
    String name;

    public String getName() {
      return name;
    }
  }

  @Entity(name = "Rented")
  static class Rented {
    @Id Long id;
    @TenantId String tenant;

    @ManyToOne(fetch = FetchType.LAZY)
    Rented parent;

    @OneToMany(mappedBy = "parent")
    List<Rented> parts = new ArrayList<>();

    public Long getId() {
      return id;
    }
  }

  @Entity(name = "Anything")
  static class Anything {
    @Id Long id;

    @Any
    @AnyKeyJavaClass(Long.class)
    @AnyDiscriminatorValue(discriminator = "L", entity = Leading.class)
    @Column(name = "what_kind")
    @JoinColumn(name = "what_id")
    Object what;
  }

  @Entity(name = "Leading")
  static class Leading {
    @Id Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    Anything anything;

    @ManyToOne(fetch = FetchType.LAZY)
    Filtered filtered;
  }
}
