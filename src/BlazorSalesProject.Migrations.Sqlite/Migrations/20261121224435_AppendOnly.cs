using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BlazorSalesProject.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AppendOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("CREATE TRIGGER \"Activities_no_update\" BEFORE UPDATE ON \"Activities\" BEGIN SELECT RAISE(ABORT, 'Activities is append-only'); END;");
            migrationBuilder.Sql("CREATE TRIGGER \"Activities_no_delete\" BEFORE DELETE ON \"Activities\" BEGIN SELECT RAISE(ABORT, 'Activities is append-only'); END;");
            migrationBuilder.Sql("CREATE TRIGGER \"AuditSeals_no_update\" BEFORE UPDATE ON \"AuditSeals\" BEGIN SELECT RAISE(ABORT, 'AuditSeals is append-only'); END;");
            migrationBuilder.Sql("CREATE TRIGGER \"AuditSeals_no_delete\" BEFORE DELETE ON \"AuditSeals\" BEGIN SELECT RAISE(ABORT, 'AuditSeals is append-only'); END;");

        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER \"Activities_no_update\";");
            migrationBuilder.Sql("DROP TRIGGER \"Activities_no_delete\";");
            migrationBuilder.Sql("DROP TRIGGER \"AuditSeals_no_update\";");
            migrationBuilder.Sql("DROP TRIGGER \"AuditSeals_no_delete\";");

        }
    }
}
