# PostgreSQL 17 with Citus, and pgvector from the same Debian package archive that the Citus image uses (apt.postgresql.org).
FROM citusdata/citus:13.0.3
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-17-pgvector \
    && rm -rf /var/lib/apt/lists/*
HEALTHCHECK --interval=5s --timeout=5s --retries=12 CMD pg_isready -U "$POSTGRES_USER" -d "$POSTGRES_DB"
