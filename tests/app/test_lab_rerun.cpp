// nightbell lab rerun, run on real data folders.
#include "dialog/script_json.h"
#include "scripted/admin_stage.h"
#include "scripted/changed_scripts.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace nightbell;

namespace {

QList<QJsonObject> lines(const QString &output)
{
    QList<QJsonObject> all;
    for (const QString &line : output.split(u'\n', Qt::SkipEmptyParts))
        all << QJsonDocument::fromJson(line.toUtf8()).object();
    return all;
}

Script nightOffice() { return otherReception("What can I do for you today?", "after_hours"); } // the calls came at five

struct LabRun
{
    LabRun(const AdminStage &stage, const QByteArray &task)
    {
        QStringList words = stage.words(task);
        words.replace(words.indexOf(u"admin"_s), u"lab"_s);
        Program program(words);
        code = program.code();
        output = program.output();
        complaint = program.complaint();
    }
    QByteArray all() const { return (QString::number(code) + u'\n' + output + complaint).toUtf8(); }
    int code;
    QString output, complaint;
};

} // namespace

class TestLabRerun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStoredCallIsALineTheNewestFirst();
    void onlySoManyAsAreAskedFor();
    void aFaultyDraftIsNamedAndNoCallIsRead();
    void aFileThatIsNotThereIsTold();
    void aMissingStoreIsTold();
    void theStoreIsLeftAsItIs();
};

void TestLabRerun::everyStoredCallIsALineTheNewestFirst()
{
    AdminStage stage;
    stage.fill();
    put(stage.path("draft.json"), toJson(nightOffice()));
    const LabRun run(stage, "rerun --script @/draft.json");
    QVERIFY2(run.code == 0, run.all());
    const auto all = lines(run.output);
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0]["call"_L1].toString(), u"c2"_s);
    QCOMPARE(all[1]["call"_L1].toString(), u"c1"_s);
    QCOMPARE(all[0]["same"_L1].toBool(true), false);
    QCOMPARE(all[0]["diverged_at"_L1].toInt(-1), 0);
    QCOMPARE(all[0]["was"_L1].toString(), u"Which day suits you?"_s);
    QVERIFY2(all[0]["now"_L1].toString().endsWith("What can I do for you today?"_L1), run.all());
    QVERIFY2(run.complaint.startsWith("Calls: 0 the same, 2 changed,"_L1), run.all());
}

void TestLabRerun::onlySoManyAsAreAskedFor()
{
    AdminStage stage;
    stage.fill();
    put(stage.path("draft.json"), toJson(nightOffice()));
    QCOMPARE(lines(LabRun(stage, "rerun --script @/draft.json --last 1").output).size(), 1);
    QCOMPARE(LabRun(stage, "rerun --script @/draft.json --last 0").code, 2);
}

void TestLabRerun::aFaultyDraftIsNamedAndNoCallIsRead()
{
    AdminStage stage;
    stage.fill();
    put(stage.path("draft.json"), toJson(otherReception("{weather}?", "after_hours")));
    const LabRun run(stage, "rerun --script @/draft.json");
    QVERIFY2(run.code == 2 && run.output.isEmpty(), run.all());
    QVERIFY2(run.complaint.contains("draft.json: after_hours.texts.en.help: weather is no place"_L1), run.all());
}

void TestLabRerun::aFileThatIsNotThereIsTold()
{
    AdminStage stage;
    stage.fill();
    const LabRun run(stage, "rerun --script @/none.json");
    QVERIFY2(run.code != 0 && run.complaint.contains("none.json"_L1), run.all());
}

void TestLabRerun::aMissingStoreIsTold()
{
    const AdminStage stage;
    put(stage.path("draft.json"), toJson(nightOffice()));
    const LabRun run(stage, "rerun --script @/draft.json");
    QVERIFY2(run.code == 69 && run.complaint.contains("There is no store in "_L1), run.all());
}

void TestLabRerun::theStoreIsLeftAsItIs()
{
    AdminStage stage;
    stage.fill();
    put(stage.path("draft.json"), toJson(nightOffice()));
    const QByteArray store = contents(stage.path("nightbell.sqlite"));
    const QStringList files = stage.files();
    QCOMPARE(LabRun(stage, "rerun --script @/draft.json").code, 0);
    QVERIFY(contents(stage.path("nightbell.sqlite")) == store);
    QCOMPARE(stage.files(), files);
}

QTEST_GUILESS_MAIN(TestLabRerun)
#include "test_lab_rerun.moc"
