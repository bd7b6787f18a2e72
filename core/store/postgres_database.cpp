#include "store/postgres_database.h"

#include "store/postgres_text.h"
#include "store/socket_patience.h"
#include "store/sql_values.h"

#include <QRegularExpression>

#include <list>

#include <pqxx/pqxx>

namespace nightbell {
namespace {

constexpr std::size_t preparedAtMost = 64;

// Applied anew on every connection. A server set to acknowledge before it is on disk is told not to.
constexpr const char *sessionSettings = R"(
SELECT set_config('nightbell.clinics', $1, false), set_config('lock_timeout', '5s', false),
    set_config('bytea_output', 'hex', false), set_config('client_min_messages', 'warning', false),
    set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'
        ELSE current_setting('synchronous_commit') END, false))";

Problem::Kind kindOf(const QString &state)
{
    const auto isOf = [&](const char *begin) { return state.startsWith(QLatin1String(begin)); };
    if (isOf("08") || isOf("57P") || isOf("58"))
        return Problem::Kind::Unreachable;
    if (isOf("40") || isOf("55P03")) // serialization, deadlock, lock not available
        return Problem::Kind::Locked;
    if (isOf("23") || isOf("42501") || isOf("25006")) // constraints, privileges and row security, read-only
        return Problem::Kind::Refused;
    if (isOf("53") || isOf("54"))
        return Problem::Kind::Full;
    if (isOf("57014")) // cancelled by a timeout
        return Problem::Kind::TimedOut;
    if (isOf("XX001") || isOf("XX002"))
        return Problem::Kind::Damaged;
    return Problem::Kind::Invalid;
}

// The first line only: what follows it (DETAIL) quotes rows. Of the classes whose first line may quote a value, the
// state alone is told. libpqxx loses the state of some errors, so it is read from the verbose text: "ERROR:  23505: …".
Problem problemFrom(const char *text)
{
    static const QRegularExpression stated(QStringLiteral("^[^:]*: +([0-9A-Z]{5}): (.*)"));
    const auto found = stated.match(QString::fromUtf8(text).section(QLatin1Char('\n'), 0, 0));
    const QString state = found.captured(1);
    QString detail = QStringLiteral("PostgreSQL %1").arg(state);
    for (const char *withoutValues : {"08", "23", "40", "42", "53", "55", "57", "58"})
        if (state.startsWith(QLatin1String(withoutValues)))
            detail += QStringLiteral(": ") + found.captured(2);
    return {kindOf(state), detail};
}

Problem lost(const char *what)
{
    return {Problem::Kind::Unreachable,
            QStringLiteral("PostgreSQL: ") + QString::fromLocal8Bit(what).simplified().left(300)};
}

// Names the exception that is being handled.
Problem currentProblem()
{
    try {
        throw;
    } catch (const pqxx::broken_connection &broken) {
        return lost(broken.what());
    } catch (const pqxx::in_doubt_error &) {
        return {Problem::Kind::InDoubt, QStringLiteral("PostgreSQL: the connection was lost while committing")};
    } catch (const pqxx::failure &failure) {
        return problemFrom(failure.what());
    } catch (const std::exception &) { // its text may quote what was being converted
        return {Problem::Kind::Invalid, QStringLiteral("libpqxx refused the statement or its answer")};
    }
}

QVariant valueOf(const pqxx::field &field, pqxx::oid type)
{
    if (field.is_null())
        return {};
    const QByteArrayView text(field.c_str(), qsizetype(field.size()));
    switch (type) {
    case 16: // bool
        return qint64(text.startsWith('t'));
    case 17: { // bytea
        const pqxx::binarystring bytes(field);
        return QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
    }
    case 20: // int8
    case 21: // int2
    case 23: // int4
    case 26: // oid
        return text.toByteArray().toLongLong();
    case 1700: // numeric, as SUM over int8 answers
        if (!text.contains('.'))
            return text.toByteArray().toLongLong();
        [[fallthrough]];
    case 700: // float4
    case 701: // float8
        return text.toByteArray().toDouble();
    default:
        return QString::fromUtf8(text);
    }
}

SqlRows rowsOf(const pqxx::result &result)
{
    SqlRows answer;
    answer.changed = qint64(result.affected_rows());
    answer.rows.reserve(qsizetype(result.size()));
    for (const pqxx::row &row : result) {
        SqlValues values;
        values.reserve(qsizetype(row.size()));
        for (const pqxx::field &field : row)
            values << valueOf(field, field.type());
        answer.rows << std::move(values);
    }
    return answer;
}

// libpqxx 6 has no public way to append parameters one by one (7 has: pqxx::params); this is what its own templates do.
pqxx::internal::params parametersOf(const SqlValues &values)
{
    pqxx::internal::params parameters;
    for (const QVariant &value : values) {
        if (!value.isValid()) {
            parameters.lengths.push_back(0);
            parameters.nonnulls.push_back(0);
            parameters.binaries.push_back(0);
            continue;
        }
        const bool binary = value.typeId() == QMetaType::QByteArray;
        const QByteArray bytes = binary           ? value.toByteArray()
            : value.typeId() == QMetaType::Double ? QByteArray::number(value.toDouble(), 'g', 17)
                                                  : value.toString().toUtf8();
        parameters.lengths.push_back(int(bytes.size()));
        parameters.nonnulls.push_back(1);
        parameters.binaries.push_back(binary);
        if (binary)
            parameters.bin_strings.emplace_back(bytes.constData(), std::size_t(bytes.size()));
        else
            parameters.strings.push_back(bytes.toStdString());
    }
    return parameters;
}

// One connection, from its settings to its end, never reactivated.
class PostgresLink
{
public:
    PostgresLink(const QByteArray &connection, const std::string &clinics, SocketPatience *patience)
        : m_patience(patience)
        , m_connection(connection.toStdString())
        , m_quiet(m_connection)
    {
        m_connection.set_verbosity(pqxx::connection_base::verbose);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
        m_connection.inhibit_reactivation(true); // would lose the settings below and half a transaction, silently
#pragma GCC diagnostic pop
        const Wait wait(*this);
        pqxx::nontransaction(m_connection).exec_params(sessionSettings, clinics);
    }

    bool isOpen() const { return m_connection.is_open(); }
    bool wasGivenUp() const { return m_gaveUp; }
    void waitWith(SocketPatience *patience) { m_patience = patience; }

    pqxx::result run(const QString &sql, const SqlValues &values)
    {
        const Wait wait(*this);
        if (values.isEmpty())
            return pqxx::nontransaction(m_connection).exec(sql.toStdString());
        const std::string name = prepared(sql);
        return pqxx::nontransaction(m_connection).exec_prepared(name, parametersOf(values));
    }

private:
    class Wait
    {
    public:
        explicit Wait(PostgresLink &link) : m_link(link)
        {
            if (m_link.m_patience)
                m_link.m_patience->begin(m_link.m_connection.sock());
        }
        ~Wait()
        {
            if (m_link.m_patience)
                m_link.m_gaveUp = m_link.m_patience->end();
        }
        Q_DISABLE_COPY_MOVE(Wait)

    private:
        PostgresLink &m_link;
    };

    struct Prepared
    {
        QString sql;
        std::string name;
    };

    std::string prepared(const QString &sql)
    {
        for (auto each = m_prepared.begin(); each != m_prepared.end(); ++each)
            if (each->sql == sql) {
                m_prepared.splice(m_prepared.begin(), m_prepared, each); // most recent first
                return each->name;
            }
        if (m_prepared.size() == preparedAtMost) {
            const std::string oldest = m_prepared.back().name;
            m_prepared.pop_back();
            m_connection.unprepare(oldest);
        }
        const std::string name = "s" + std::to_string(++m_named);
        m_connection.prepare(name, withNumberedParameters(sql).toStdString());
        m_prepared.push_front({sql, name});
        return name;
    }

    SocketPatience *m_patience; // null: it waits for an answer without end
    bool m_gaveUp = false;
    pqxx::connection m_connection;
    pqxx::quiet_errorhandler m_quiet; // else notices, which may quote rows, go to standard error
    std::list<Prepared> m_prepared;
    quint64 m_named = 0;
};

std::string listOf(const QList<ClinicId> &clinics)
{
    QStringList names;
    for (const ClinicId &clinic : clinics) {
        Q_ASSERT(!clinic.isEmpty() && !clinic.text().contains(u','));
        names << clinic.text();
    }
    return names.join(u',').toStdString();
}

// READ COMMITTED is enough: an engine alone writes its stream, and where engines meet (a lease, a resumed session, a
// claimed alarm) one conditional UPDATE decides, which under READ COMMITTED waits and then judges the newest row.
// SERIALIZABLE would only turn the loser's honest "0 changed" into an error to be tried again.
class PostgresDatabase : public Database
{
public:
    PostgresDatabase(QByteArray connection, const QList<ClinicId> &clinics)
        : m_connectionText(std::move(connection))
        , m_clinics(listOf(clinics))
    { }

    Dialect dialect() const override { return Dialect::Postgres; }

    Result<> connect()
    {
        if (m_link)
            return {};
        try {
            m_link = std::make_unique<PostgresLink>(m_connectionText, m_clinics, m_patience.get());
            return {};
        } catch (...) {
            return currentProblem();
        }
    }

    Result<SqlRows> run(const QString &sql, const SqlValues &values) override
    {
        if (const auto problem = unstorable(values))
            return *problem;
        if (m_place == Place::Spoilt)
            return m_spoiltBy;
        if (const Result<> connected = connect(); !connected)
            return connected.problem();
        try {
            return rowsOf(m_link->run(sql, values));
        } catch (...) {
            return failed(currentProblem());
        }
    }

    Result<> begin() override
    {
        Q_ASSERT(m_place == Place::Outside);
        const bool used = m_link != nullptr;
        Result<> begun = plain(QStringLiteral("BEGIN ISOLATION LEVEL READ COMMITTED"));
        if (!begun && used && !m_link && !m_silent) // it broke while idle and nothing is lost yet: one fresh try
            begun = plain(QStringLiteral("BEGIN ISOLATION LEVEL READ COMMITTED"));
        if (begun)
            m_place = Place::Inside;
        return begun;
    }

    Result<> commit() override
    {
        Q_ASSERT(m_place != Place::Outside);
        if (m_place == Place::Spoilt) { // the server would answer COMMIT with a silent rollback
            rollBack();
            return m_spoiltBy;
        }
        const Result<> kept = plain(QStringLiteral("COMMIT"));
        m_place = Place::Outside;
        if (!kept && !m_link)
            return Problem{Problem::Kind::InDoubt, kept.problem().detail};
        return kept;
    }

    void rollBack() override
    {
        m_place = Place::Outside;
        if (m_link && !plain(QStringLiteral("ROLLBACK")))
            m_link.reset(); // whatever it holds must not leak into the next transaction
    }

    Result<> showClinics(const QList<ClinicId> &clinics) override
    {
        Q_ASSERT(m_place == Place::Outside); // a rollback would take it back
        m_clinics = listOf(clinics);
        const auto set = run(QStringLiteral("SELECT set_config('nightbell.clinics', ?, false)"),
                             {QString::fromStdString(m_clinics)});
        return set ? Result<>() : Result<>(set.problem());
    }

    void answerWithin(Span patience) override
    {
        auto next = std::make_unique<SocketPatience>(patience);
        if (m_link)
            m_link->waitWith(next.get());
        m_patience = std::move(next);
    }

private:
    enum class Place { Outside, Inside, Spoilt };

    Result<> plain(const QString &sql)
    {
        const Result<SqlRows> done = run(sql, {});
        return done ? Result<>() : Result<>(done.problem());
    }

    Problem failed(Problem problem)
    {
        m_silent = m_link->wasGivenUp();
        if (m_silent)
            problem = lost("no answer in time");
        if (!m_link->isOpen() || problem.kind == Problem::Kind::Unreachable) {
            m_link.reset();
            problem.kind = Problem::Kind::Unreachable;
        }
        if (m_place == Place::Inside) {
            m_place = Place::Spoilt;
            m_spoiltBy = problem;
        }
        return problem;
    }

    QByteArray m_connectionText; // with the password; never in a detail
    std::string m_clinics;
    std::unique_ptr<SocketPatience> m_patience;
    std::unique_ptr<PostgresLink> m_link; // none while unreachable
    bool m_silent = false;                // how the last link was lost: to ask again at once would only wait again
    Place m_place = Place::Outside;
    Problem m_spoiltBy;
};

} // namespace

Result<std::unique_ptr<Database>> openPostgres(const PostgresAccess &access)
{
    Result<QByteArray> text = connectionText(access.url, access.password);
    if (!text)
        return text.problem();
    auto database = std::make_unique<PostgresDatabase>(std::move(text).value(), access.clinics);
    if (const Result<> connected = database->connect(); !connected)
        return connected.problem();
    return std::unique_ptr<Database>(std::move(database));
}

} // namespace nightbell
