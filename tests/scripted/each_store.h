// Runs a test over every back end. In the test class:
//     EachStore m_stores;
//     void aCallIsKept_data() { m_stores.rows(); }
//     void aCallIsKept() { auto database = m_stores.fresh(); … }
// One PostgreSQL server serves the whole program; it starts with the first row that needs it.
#pragma once

#include "scripted/real_postgres.h"
#include "store/database.h"

namespace nightbell {

class EachStore
{
public:
    static void rows();            // one data row per back end
    static void rowsOfEveryTest(); // the same in initTestCase_data(): every test of the program runs over each
    static void postgresRow();     // for what PostgreSQL alone promises

    // Of the current row: a new database, without and with the schema. Where clinics are named, PostgreSQL's row
    // security binds the connection to them; else it is the superuser's.
    std::unique_ptr<Database> empty(const QList<ClinicId> &clinics = {});
    std::unique_ptr<Database> fresh(const QList<ClinicId> &clinics = {});

    // One more connection to the database that was made last.
    std::unique_ptr<Database> again(const QList<ClinicId> &clinics = {});

    RealPostgres &postgres(); // running

private:
    QTemporaryDir m_folder;
    RealPostgres m_postgres;
    int m_made = 0;
    QString m_last; // path or database name
};

} // namespace nightbell
