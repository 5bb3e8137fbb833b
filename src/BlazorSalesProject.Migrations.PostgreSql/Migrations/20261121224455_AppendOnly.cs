using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BlazorSalesProject.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AppendOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("CREATE EXTENSION IF NOT EXISTS pg_trgm;");
            migrationBuilder.Sql("CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;");
            migrationBuilder.Sql("CREATE TRIGGER \"Activities_append_only\" BEFORE UPDATE OR DELETE ON \"Activities\" FOR EACH ROW EXECUTE FUNCTION refuse_change();");
            migrationBuilder.Sql("CREATE TRIGGER \"Activities_no_truncate\" BEFORE TRUNCATE ON \"Activities\" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();");
            migrationBuilder.Sql("CREATE TRIGGER \"AuditSeals_append_only\" BEFORE UPDATE OR DELETE ON \"AuditSeals\" FOR EACH ROW EXECUTE FUNCTION refuse_change();");
            migrationBuilder.Sql("CREATE TRIGGER \"AuditSeals_no_truncate\" BEFORE TRUNCATE ON \"AuditSeals\" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();");
            migrationBuilder.Sql("CREATE INDEX \"IX_Customers_SearchText_trgm\" ON \"Customers\" USING gin (\"SearchText\" gin_trgm_ops);");
            migrationBuilder.Sql("CREATE INDEX \"IX_Opportunities_SearchText_trgm\" ON \"Opportunities\" USING gin (\"SearchText\" gin_trgm_ops);");

        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX \"IX_Customers_SearchText_trgm\";");
            migrationBuilder.Sql("DROP INDEX \"IX_Opportunities_SearchText_trgm\";");
            migrationBuilder.Sql("DROP TRIGGER \"Activities_append_only\" ON \"Activities\";");
            migrationBuilder.Sql("DROP TRIGGER \"Activities_no_truncate\" ON \"Activities\";");
            migrationBuilder.Sql("DROP TRIGGER \"AuditSeals_append_only\" ON \"AuditSeals\";");
            migrationBuilder.Sql("DROP TRIGGER \"AuditSeals_no_truncate\" ON \"AuditSeals\";");
            migrationBuilder.Sql("DROP FUNCTION refuse_change();");

        }
    }
}
