using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BlazorSalesProject.Migrations.PostgreSql.Migrations
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
                    Door = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Who = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    Until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
