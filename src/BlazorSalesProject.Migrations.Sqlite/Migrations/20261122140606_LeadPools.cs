using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BlazorSalesProject.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LeadPools : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand: EF would build the whole table anew for its new references, outside any transaction.
            migrationBuilder.Sql("ALTER TABLE \"Leads\" ADD COLUMN \"FormerOwnerId\" TEXT NULL REFERENCES \"People\" (\"Id\") ON DELETE RESTRICT;");

            migrationBuilder.Sql("ALTER TABLE \"Leads\" ADD COLUMN \"PoolId\" TEXT NULL REFERENCES \"Pools\" (\"Id\") ON DELETE RESTRICT;");

            migrationBuilder.AddColumn<DateTime>(
                name: "PooledAt",
                table: "Leads",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LeadForms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CampaignId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Consent = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    ConsentEn = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Sites = table.Column<string>(type: "TEXT", maxLength: 2100, nullable: true),
                    Active = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LeadForms", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LeadForms_Campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "Campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LeadForms_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LeadKeys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CampaignId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Start = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    RevokedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastUsedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LeadKeys", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LeadKeys_Campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "Campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LeadKeys_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LeadRoutings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Way = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    LastPersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LeadRoutings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LeadRoutings_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LeadTerritories",
                columns: table => new
                {
                    RoutingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Region = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LeadTerritories", x => new { x.RoutingId, x.Region });
                    table.ForeignKey(
                        name: "FK_LeadTerritories_LeadRoutings_RoutingId",
                        column: x => x.RoutingId,
                        principalTable: "LeadRoutings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_LeadTerritories_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Leads_FormerOwnerId",
                table: "Leads",
                column: "FormerOwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Leads_PoolId_State_PooledAt",
                table: "Leads",
                columns: new[] { "PoolId", "State", "PooledAt" });

            migrationBuilder.CreateIndex(
                name: "IX_LeadForms_CampaignId",
                table: "LeadForms",
                column: "CampaignId");

            migrationBuilder.CreateIndex(
                name: "IX_LeadForms_Key",
                table: "LeadForms",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LeadForms_PoolId",
                table: "LeadForms",
                column: "PoolId");

            migrationBuilder.CreateIndex(
                name: "IX_LeadKeys_CampaignId",
                table: "LeadKeys",
                column: "CampaignId");

            migrationBuilder.CreateIndex(
                name: "IX_LeadKeys_Hash",
                table: "LeadKeys",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LeadKeys_PoolId",
                table: "LeadKeys",
                column: "PoolId");

            migrationBuilder.CreateIndex(
                name: "IX_LeadRoutings_PoolId",
                table: "LeadRoutings",
                column: "PoolId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LeadTerritories_PersonId",
                table: "LeadTerritories",
                column: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Leads_People_FormerOwnerId",
                table: "Leads");

            migrationBuilder.DropForeignKey(
                name: "FK_Leads_Pools_PoolId",
                table: "Leads");

            migrationBuilder.DropTable(
                name: "LeadForms");

            migrationBuilder.DropTable(
                name: "LeadKeys");

            migrationBuilder.DropTable(
                name: "LeadTerritories");

            migrationBuilder.DropTable(
                name: "LeadRoutings");

            migrationBuilder.DropIndex(
                name: "IX_Leads_FormerOwnerId",
                table: "Leads");

            migrationBuilder.DropIndex(
                name: "IX_Leads_PoolId_State_PooledAt",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "FormerOwnerId",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "PoolId",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "PooledAt",
                table: "Leads");
        }
    }
}
