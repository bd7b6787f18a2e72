// Every plan in tests/plans is a whole dialogue as it is to be: what a caller says, what is answered, what is done. The
// caller's lines are played, and the dialogue that comes of it is compared with the plan, word by word.
// After a wanted change: NIGHTBELL_WRITE_PLANS=1, and the difference is read before it is kept.
#include "app/talk_room.h"

#include <QDir>
#include <QJsonDocument>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const QString folder = QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/plans");

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// What is only of use to whoever looks into the machine stays out of a dialogue that is read.
bool isTold(const QString &did)
{
    static const QStringList quiet{u"looked_up"_s, u"held"_s, u"reprompted"_s, u"repeated"_s, u"aside"_s};
    return !quiet.contains(did);
}

class Playing
{
public:
    explicit Playing(const QString &plan) : m_lines(plan.split(u'\n')) { }

    QString text()
    {
        for (const QString &line : std::as_const(m_lines))
            play(line);
        if (m_room)
            close();
        return m_text;
    }

private:
    void play(const QString &line)
    {
        const QString key = line.section(u": "_s, 0, 0), rest = line.section(u": "_s, 1);
        if (line.startsWith(u'#')) {
            write(line);
        } else if (key == "now"_L1) {
            write(line);
            LabClinic clinic =
                labClinicFrom(QJsonDocument::fromJson(contentOf(folder + u"/clinic.json"_s)).object()).value();
            const QDateTime now = QDateTime::fromString(rest, Qt::ISODate);
            const Instant at = clinic.instantOf(now.date(), now.time());
            m_room = std::move(TalkRoom::open(std::move(clinic), at).value());
        } else if (key == "calls"_L1) {
            write(QString());
            tell(line, m_room->call(PrivateText(rest)));
        } else if (key == "is called"_L1) {
            write(QString());
            tell(line, m_room->remind(PrivateText(rest.section(u", "_s, 1)), PrivateText(rest.section(u", "_s, 0, 0))));
        } else if (key == "caller"_L1) {
            tell(line, m_room->hear(rest));
        } else if (key == "caller breaks in"_L1) {
            tell(line, m_room->breakIn(rest, 0));
        } else if (key == "keys"_L1) {
            tell(line, m_room->press(rest));
        } else if (key == "silence"_L1) {
            tell(line, m_room->stay(rest.section(u' ', 0, 0).toInt()));
        } else if (line == "hangs up"_L1) {
            write(line);
            m_room->hangUp();
        } else if (key == "later"_L1) {
            write(line);
            m_room->wait(std::chrono::minutes{rest.section(u' ', 0, 0).toInt()});
        }
    }

    void tell(const QString &line, const SpokenTurn &turn)
    {
        write(line);
        for (const auto step : turn.steps) {
            const QString did = step["did"_L1].toString(), topic = step["topic"_L1].toString();
            if (isTold(did))
                write(u"    "_s + did + (topic.isEmpty() ? QString() : u": "_s + topic));
        }
        if (turn.handedOver)
            write(u"    person, %1: %2"_s.arg(nameOf(turn.handedOver->level),
                                              turn.connected ? u"connected"_s : u"nobody there"_s));
        if (!turn.sentences.isEmpty())
            write(u"assistant: "_s + turn.sentences.join(u' '));
        if (turn.ended)
            write(u"    the assistant hangs up"_s);
    }

    void close()
    {
        m_room->hangUp();
        write(QString());
        for (const Appointment &each : m_room->appointments())
            write(u"diary: %1 %2, %3 with %4, for %5"_s.arg(each.date.toString(Qt::ISODate),
                                                            each.time.toString(u"HH:mm"_s), each.service.text(),
                                                            each.provider.text(), each.patient.name.reveal()));
        for (const MessageTaken &each : m_room->messages())
            write(u"message: %1%2, from %3 at %4: %5"_s.arg(each.about, each.urgent ? u" (urgent)"_s : QString(),
                                                            each.name.reveal(), each.phone.reveal(),
                                                            each.words.reveal()));
    }

    void write(const QString &line) { m_text += line + u'\n'; }

    const QStringList m_lines;
    std::unique_ptr<TalkRoom> m_room;
    QString m_text;
};

} // namespace

class TestPlans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPlanIsPlayedAsItIsWritten_data();
    void everyPlanIsPlayedAsItIsWritten();
};

void TestPlans::everyPlanIsPlayedAsItIsWritten_data()
{
    QTest::addColumn<QString>("path");
    for (const QFileInfo &plan : QDir(folder).entryInfoList({u"*.txt"_s}, QDir::Files, QDir::Name))
        QTest::newRow(qPrintable(plan.completeBaseName())) << plan.filePath();
}

void TestPlans::everyPlanIsPlayedAsItIsWritten()
{
    QFETCH(QString, path);
    const QString plan = QString::fromUtf8(contentOf(path));
    const QString played = Playing(plan).text();
    if (qEnvironmentVariableIsSet("NIGHTBELL_WRITE_PLANS")) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(played.toUtf8());
        return;
    }
    const QStringList written = plan.split(u'\n'), spoken = played.split(u'\n');
    for (qsizetype line = 0; line < std::max(written.size(), spoken.size()); ++line)
        QCOMPARE(spoken.value(line), written.value(line));
}

QTEST_GUILESS_MAIN(TestPlans)
#include "test_plans.moc"
