package dev.twofold.checker.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

@Entity(name = "Vault")
@Table(name = "vaults")
public class VaultEntity extends ParentEntity {}
