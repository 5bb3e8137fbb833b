using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BlazorSalesProject.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Pools : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand: EF would build the whole table anew for its new references, outside any transaction.
            migrationBuilder.Sql("ALTER TABLE \"Customers\" ADD COLUMN \"FormerOwnerId\" TEXT NULL REFERENCES \"People\" (\"Id\") ON DELETE RESTRICT;");

            migrationBuilder.AddColumn<DateTime>(
                name: "LockedAt",
                table: "Customers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "OwnedSince",
                table: "Customers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.Sql("ALTER TABLE \"Customers\" ADD COLUMN \"PoolId\" TEXT NULL REFERENCES \"Pools\" (\"Id\") ON DELETE RESTRICT;");

            migrationBuilder.AddColumn<DateTime>(
                name: "PooledAt",
                table: "Customers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PooledBy",
                table: "Customers",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "TouchedAt",
                table: "Customers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PoolReminders",
                columns: table => new
                {
                    CustomerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReturnsOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Before = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PoolReminders", x => new { x.CustomerId, x.ReturnsOn, x.Before });
                    table.ForeignKey(
                        name: "FK_PoolReminders_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Pools",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    Active = table.Column<bool>(type: "INTEGER", nullable: false),
                    HiddenFields = table.Column<string>(type: "TEXT", nullable: false),
                    DailyQuota = table.Column<int>(type: "INTEGER", nullable: true),
                    OwnedCap = table.Column<int>(type: "INTEGER", nullable: true),
                    DealtDontCount = table.Column<bool>(type: "INTEGER", nullable: false),
                    CoolDownDays = table.Column<int>(type: "INTEGER", nullable: false),
                    ProtectDays = table.Column<int>(type: "INTEGER", nullable: false),
                    LockCap = table.Column<int>(type: "INTEGER", nullable: false),
                    DealtStays = table.Column<bool>(type: "INTEGER", nullable: false),
                    LossReleases = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Pools", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ClaimCounts",
                columns: table => new
                {
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Taken = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClaimCounts", x => new { x.PoolId, x.PersonId, x.Day });
                    table.ForeignKey(
                        name: "FK_ClaimCounts_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ClaimCounts_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PoolMembers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DepartmentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Administers = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PoolMembers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PoolMembers_Departments_DepartmentId",
                        column: x => x.DepartmentId,
                        principalTable: "Departments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PoolMembers_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PoolMembers_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PoolMoves",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Direction = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    How = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ById = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PoolMoves", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PoolMoves_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PoolMoves_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PoolRules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Level = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    FollowUpDays = table.Column<int>(type: "INTEGER", nullable: true),
                    OpportunityDays = table.Column<int>(type: "INTEGER", nullable: true),
                    DealDays = table.Column<int>(type: "INTEGER", nullable: true),
                    StageDays = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PoolRules", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PoolRules_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_FormerOwnerId",
                table: "Customers",
                column: "FormerOwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_PoolId_PooledAt",
                table: "Customers",
                columns: new[] { "PoolId", "PooledAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ClaimCounts_PersonId",
                table: "ClaimCounts",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PoolMembers_DepartmentId",
                table: "PoolMembers",
                column: "DepartmentId");

            migrationBuilder.CreateIndex(
                name: "IX_PoolMembers_PersonId",
                table: "PoolMembers",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PoolMembers_PoolId",
                table: "PoolMembers",
                column: "PoolId");

            migrationBuilder.CreateIndex(
                name: "IX_PoolMoves_PersonId",
                table: "PoolMoves",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PoolMoves_PoolId_At",
                table: "PoolMoves",
                columns: new[] { "PoolId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_PoolMoves_RecordId_At",
                table: "PoolMoves",
                columns: new[] { "RecordId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_PoolRules_PoolId",
                table: "PoolRules",
                column: "PoolId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Customers_People_FormerOwnerId",
                table: "Customers");

            migrationBuilder.DropForeignKey(
                name: "FK_Customers_Pools_PoolId",
                table: "Customers");

            migrationBuilder.DropTable(
                name: "ClaimCounts");

            migrationBuilder.DropTable(
                name: "PoolMembers");

            migrationBuilder.DropTable(
                name: "PoolMoves");

            migrationBuilder.DropTable(
                name: "PoolReminders");

            migrationBuilder.DropTable(
                name: "PoolRules");

            migrationBuilder.DropTable(
                name: "Pools");

            migrationBuilder.DropIndex(
                name: "IX_Customers_FormerOwnerId",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_PoolId_PooledAt",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "FormerOwnerId",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "LockedAt",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "OwnedSince",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "PoolId",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "PooledAt",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "PooledBy",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "TouchedAt",
                table: "Customers");
        }
    }
}
