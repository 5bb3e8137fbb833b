using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BlazorSalesProject.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Knocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Knocks",
                columns: table => new
                {
                    Door = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Who = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Until = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Knocks", x => new { x.Door, x.Who });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Knocks_Until",
                table: "Knocks",
                column: "Until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Knocks");
        }
    }
}
