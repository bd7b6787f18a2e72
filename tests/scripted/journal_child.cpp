#include "scripted/journal_child.h"

#include "scripted/dying_database.h"
#include "scripted/full_store.h"
#include "store/sqlite_database.h"

#include <QCoreApplication>
#include <QThread>

#include <deque>

namespace nightbell::crash {
namespace {

constexpr int callsAtOnce = 5, eventsOfACall = 40, unansweredAtMost = 64;

// Refuses every change, as a server that is out of reach does.
class AwayDatabase : public Database
{
public:
    AwayDatabase(std::unique_ptr<Database> real, bool away) : m_real(std::move(real)), m_away(away) { }
    Dialect dialect() const override { return m_real->dialect(); }
    Result<SqlRows> run(const QString &sql, const SqlValues &values) override { return m_real->run(sql, values); }
    Result<> begin() override
    {
        return m_away && m_begun++ >= beginsOfOpening ? Result<>(Problem{Problem::Kind::Unreachable, {}})
                                                      : m_real->begin();
    }
    Result<> commit() override { return m_real->commit(); }
    void rollBack() override { m_real->rollBack(); }

private:
    static constexpr int beginsOfOpening = 1; // migrations
    std::unique_ptr<Database> m_real;
    bool m_away;
    int m_begun = 0;
};

CallEvent nextEvent(qint64 run, qint64 number)
{
    const qint64 round = number / (callsAtOnce * eventsOfACall),
                 step = number % (callsAtOnce * eventsOfACall) / callsAtOnce;
    const CallId call(QStringLiteral("call-%1-%2-%3").arg(run).arg(round).arg(number % callsAtOnce));
    if (step == 0) {
        Initiated initiated{
            .clinic = storeClinic, .branch = BranchId(QStringLiteral("main")), .provider = QStringLiteral("sip")};
        initiated.from = PrivateText(QStringLiteral("+12025550%1").arg(100 + number % 100));
        initiated.metadata.insert(QStringLiteral("words"), PrivateText(wordsOf(run, number)));
        return {call, wallClock(), initiated, {}};
    }
    if (step == eventsOfACall - 1 && number % 2)
        return {call, wallClock(), Dropped{.resumableUntilMs = toMs(wallClock()) + 600'000}, {}};
    if (step == eventsOfACall - 1)
        return {call, wallClock(), Ended{}, {}};
    return {call, wallClock(), Heard{.turn = int(step), .words = PrivateText(wordsOf(run, number))}, {}};
}

void tellAcknowledged(qint64 position, qint64 number, Receipt::Where where)
{
    const QByteArray line = QByteArray::number(position) + ' ' + QByteArray::number(number)
        + (where == Receipt::Where::Spill ? " spill\n" : " store\n");
    (void)!::write(STDOUT_FILENO, line.constData(), std::size_t(line.size()));
}

} // namespace

QString wordsOf(qint64 run, qint64 number) { return QStringLiteral("run %1 event %2").arg(run).arg(number); }

static Result<std::unique_ptr<Database>> openDying(const QString &folder, const Death &death)
{
    auto opened = openSqlite(folder + QStringLiteral("/nightbell.db"));
    if (!opened)
        return opened.problem();
    auto away = std::make_unique<AwayDatabase>(std::move(opened).value(), death.storeAway);
    return std::unique_ptr<Database>(
        std::make_unique<DyingDatabase>(std::move(away), death.atOperation, death.afterwards));
}

Result<JournalStore> openStore(const QString &folder, SecretStore &secrets)
{
    return furnish(openSqlite(folder + QStringLiteral("/nightbell.db")), secrets);
}

Result<std::unique_ptr<Journal>> openJournal(const QString &folder, SecretStore &secrets, const Death &death)
{
    return openFullJournal([folder, death] { return openDying(folder, death); }, secrets,
                           folder + QStringLiteral("/spill"));
}

QStringList argumentsFor(qint64 run, const QString &folder, const ScriptedSecrets &secrets, const Death &death)
{
    QStringList arguments{QStringLiteral("--write"),
                          QString::number(run),
                          folder,
                          QString::number(death.atOperation),
                          QString::number(death.afterwards),
                          QString::number(death.storeAway)};
    for (auto secret = secrets.kept.begin(); secret != secrets.kept.end(); ++secret)
        arguments << secret.key() << QString::fromLatin1(secret->toHex());
    return arguments;
}

int writeUntilKilled(const QStringList &arguments)
{
    ScriptedSecrets secrets;
    for (qsizetype i = 7; i + 1 < arguments.size(); i += 2)
        secrets.kept.insert(arguments[i], QByteArray::fromHex(arguments[i + 1].toLatin1()));
    const Death death{arguments[4].toInt(), arguments[5] == QStringLiteral("1"), arguments[6] == QStringLiteral("1")};
    const qint64 run = arguments[2].toLongLong();
    auto journal = openJournal(arguments[3], secrets, death);
    if (!journal)
        return 1;
    std::deque<QFuture<Result<Receipt>>> waiting;
    for (qint64 number = 0, acknowledged = 0;; ++number) {
        waiting.push_back(journal.value()->append(storeClinic, nextEvent(run, number)));
        while (!waiting.empty() && (waiting.front().isFinished() || waiting.size() >= unansweredAtMost)) {
            waiting.front().waitForFinished();
            if (const auto receipt = waiting.front().result())
                tellAcknowledged(receipt.value().position, acknowledged, receipt.value().where);
            ++acknowledged;
            waiting.pop_front();
        }
        if (number % 7 == 0)
            QThread::usleep(200); // so that batches of every size occur
    }
}

} // namespace nightbell::crash
