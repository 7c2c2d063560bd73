package dev.twofold.checker.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

@Entity(name = "Shop")
@Table(name = "shops")
public class ShopEntity extends ParentEntity {}
