// A call that is recorded, with everything real but the voice: SIP and RTP on loopback, the sound thread, the store's
// keys, the recorder and the press. The caller speaks one tone, the assistant another.
#include "audio/recording_folder.h"
#include "audio/recording_reader.h"
#include "audio/rtp_sound.h"
#include "clinic/starter_book.h"
#include "engine/engine_switchboard.h"
#include "engine/engine_thread.h"
#include "engine/system_clock.h"
#include "line/sip_line.h"
#include "scripted/free_ports.h"
#include "scripted/phone_caller.h"
#include "scripted/recorded_tone.h"
#include "scripted/scripted_secrets.h"
#include "scripted/tones.h"
#include "store/open_store_database.h"
#include "store/schema.h"
#include "store/store.h"

#include <QDateTime>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;

namespace {

constexpr double callersHertz = 440, assistantsHertz = 900;
const QString notice = QStringLiteral("This call is recorded.");
const Asker nurse{StaffId(QStringLiteral("joy")), Role::Nurse};

class ToneVoice : public Voice // a sentence of staff is six seconds of tone, any other a quarter of one
{
public:
    void speak(const Sentence &sentence) override
    {
        const bool isLong = sentence.words.reveal() == staffWords || sentence.turn == 0;
        const auto samples = std::size_t(sentence.rate) * (isLong ? 24 : 1) / 4;
        const auto sound = tone(assistantsHertz, sentence.rate, samples);
        Q_EMIT spoke(sentence.call, {sentence.turn, sentence.number, Pcm(sound.begin(), sound.end()), true});
    }
    void hush(const CallId &) override { }
    inline static const QString staffWords = QStringLiteral("One moment, please.");
};

Instant wallClock() { return instantFromMs(QDateTime::currentMSecsSinceEpoch()); }

// The clinic's telephone with its store, as the program puts it together.
struct House
{
    House()
    {
        book.organisations[0].recording = RecordingPolicy{.enabled = true, .notice = notice};
        const StorePlan plan{.url = QStringLiteral("sqlite:"),
                             .dataFolder = folder.path(),
                             .engine = EngineId(QStringLiteral("engine-1")),
                             .book = book,
                             .secrets = secrets,
                             .now = wallClock};
        const auto database = openStoreDatabase(plan.url, plan.dataFolder, secrets, {clinic()});
        if (!migrate(*database.value()) || !KeyRing(*database.value(), secrets).openOrCreate(clinic()))
            qFatal("no store can be made");
        store = Store::open(plan).value();
        recorder = std::make_unique<Recorder>(folder.path());
        press = std::make_unique<RecordingPress>(folder.path());
        openDoor();
    }
    ~House()
    {
        board.reset();
        engine.reset();
    }

    void openDoor()
    {
        const QHostAddress here(QHostAddress::LocalHost);
        engine = std::make_unique<EngineThread>(EngineThread::Parts{
            .clock = std::make_unique<SystemClock>(),
            .line = std::make_unique<SipLine>(SipLine::Place{.listen = {here, port}, .callsAtMost = 10}),
            .sound = std::make_unique<RtpSound>(RtpSound::Place{here, PortRange{24'000, 27'999}, 10}),
            .voice = std::make_unique<ToneVoice>(),
            .append = [this](const ClinicId &whose, const CallEvent &event) { return store->append(whose, event); },
            .destinationOf = [this](const PrivateText &called) { return destinationIn(book, called); },
            .testExtensions = true,
            .recording = {recorder.get(), press.get(), [this](const CallId &call) { return store->callKey(call); }},
            .testClinic = clinic(),
        });
        board = std::make_unique<EngineSwitchboard>(engine->engine());
        QVERIFY(engine->start().ok());
    }

    ClinicId clinic() const { return book.organisations[0].id; }
    QString pathOf(const CallId &call) const { return findRecording(folder.path(), call); }
    std::unique_ptr<RecordingReader> reader(const CallId &call) const
    {
        const auto key = store->callKey(call).result();
        auto opened = RecordingReader::open(pathOf(call), call, key.value());
        return opened ? std::move(opened).value() : nullptr;
    }

    QTemporaryDir folder;
    ScriptedSecrets secrets;
    ClinicBook book = starterBook();
    const quint16 port = freeSipPort();
    std::unique_ptr<Store> store;
    std::unique_ptr<Recorder> recorder;
    std::unique_ptr<RecordingPress> press;
    std::unique_ptr<EngineThread> engine;
    std::unique_ptr<EngineSwitchboard> board;
};

QByteArray everythingIn(const QString &folder)
{
    QByteArray all;
    for (QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

QByteArray codesOf(const std::vector<std::int16_t> &samples)
{
    QByteArray codes(qsizetype(samples.size()), '\0');
    encode(Coding::MuLaw, samples, std::span(reinterpret_cast<std::uint8_t *>(codes.data()), samples.size()));
    return codes;
}

} // namespace

class TestRecordedCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void bothSidesAreHeardFromAnySecondAndNothingIsInTheClear();
    void theTestExtensionRecordsBothSidesFromItsAnswer();

private:
    void beAnswered();
    void speak(); // every 20 ms

    std::unique_ptr<House> m_house;
    std::unique_ptr<PhoneCaller> m_caller;
    const QByteArray m_codes = codesOf(tone(callersHertz, narrowRate, narrowRate, 8'000)); // a second
    qsizetype m_spoken = 0;
    QTimer m_timer;
};

void TestRecordedCall::init()
{
    m_house = std::make_unique<House>();
    m_caller = std::make_unique<PhoneCaller>(m_house->port);
    m_spoken = 0;
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.callOnTimeout(this, &TestRecordedCall::speak);
}

void TestRecordedCall::cleanup()
{
    m_timer.stop();
    m_timer.disconnect();
    auto stopped = m_house->engine->stop(); // the caller confirms meanwhile
    QTRY_VERIFY_WITH_TIMEOUT(stopped.isFinished(), 10'000);
    m_house.reset();
    m_caller.reset();
}

void TestRecordedCall::beAnswered()
{
    m_caller->invite();
    [&] { QTRY_VERIFY(m_caller->answered()); }();
    m_caller->acknowledge();
    m_timer.start(tickLength);
}

void TestRecordedCall::speak()
{
    m_caller->sendSound(m_codes.mid(m_spoken, qsizetype(tickSamples)), 0);
    m_spoken = (m_spoken + qsizetype(tickSamples)) % m_codes.size();
}

void TestRecordedCall::bothSidesAreHeardFromAnySecondAndNothingIsInTheClear()
{
    beAnswered();
    QTRY_COMPARE(m_house->board->calls().size(), 1);
    const CallId call = m_house->board->calls()[0].id;
    QTRY_VERIFY(m_house->board->calls()[0].answered.has_value());
    QVERIFY(m_house->board->ask(call, nurse, verb::Say{PrivateText(ToneVoice::staffWords)}).result().ok());
    QTRY_VERIFY(m_house->board->calls().value(0).recorded);

    // While it runs: a file that is sealed, and that whoever has the key can hear already.
    QTRY_VERIFY(m_house->reader(call) && m_house->reader(call)->seconds() >= 3);
    const auto running = m_house->reader(call);
    running->seek(1);
    const RecordedSecond second = running->next();
    const QByteArray needle = codesOf(second.tracks[0]).mid(100, 64);
    QVERIFY(shareOf(callersHertz, second.tracks[0]) > 0.95 && shareOf(assistantsHertz, second.tracks[1]) > 0.95);
    QVERIFY(!everythingIn(m_house->folder.path()).contains(needle));
    QVERIFY(!everythingIn(m_house->folder.path()).contains(codesOf(second.tracks[1]).mid(100, 64)));

    QTRY_COMPARE_WITH_TIMEOUT(m_caller->byesHeard, 1, 15'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_house->press->vitals().pressed, 1u, 120'000);
    const QByteArray pressed = everythingIn(m_house->folder.path());
    QVERIFY(!pressed.contains("OggS") && !pressed.contains("OpusHead"));
    const auto read = m_house->reader(call);
    QVERIFY(read && read->ended());
    QCOMPARE(read->form(), RecordingForm::Opus);
    QVERIFY2(read->seconds() >= 6, qPrintable(QString::number(read->seconds())));
    read->seek(3);
    const RecordedSecond middle = read->next();
    const double caller = shareOf(callersHertz, middle.tracks[0]), heard = shareOf(assistantsHertz, middle.tracks[1]);
    QVERIFY2(caller > 0.9 && heard > 0.9, qPrintable(QStringLiteral("%1 %2").arg(caller).arg(heard)));
    QVERIFY(shareOf(assistantsHertz, middle.tracks[0]) < 0.01 && shareOf(callersHertz, middle.tracks[1]) < 0.01);
    QCOMPARE(m_house->recorder->vitals().ticksLost, 0u);
}

void TestRecordedCall::theTestExtensionRecordsBothSidesFromItsAnswer()
{
    m_caller->number = "record";
    beAnswered();
    QTRY_VERIFY_WITH_TIMEOUT(m_house->recorder->vitals().chunksWritten >= 4, 15'000);
    m_caller->hangUp();
    QTRY_COMPARE(m_caller->codes("BYE"), QList{200});
    m_timer.stop();
    QTRY_COMPARE_WITH_TIMEOUT(m_house->press->vitals().pressed, 1u, 120'000);
    const auto left = m_house->store->unpressed().result();
    QVERIFY(left.ok() && left.value().isEmpty());
    const auto page = m_house->store->archive().page(m_house->clinic(), {wallClock() + 1h, {}}, 10).result();
    QCOMPARE(page.value().size(), 1);
    const CallSummary summary = page.value().constFirst();
    QVERIFY(summary.recorded && summary.ended && summary.from.isEmpty());
    const auto read = m_house->reader(summary.id);
    QVERIFY(read && read->ended() && read->seconds() >= 3);
    read->seek(1);
    const RecordedSecond second = read->next();
    QVERIFY(shareOf(callersHertz, second.tracks[0]) > 0.9 && shareOf(assistantsHertz, second.tracks[1]) > 0.9);
}

QTEST_GUILESS_MAIN(TestRecordedCall)
#include "test_recorded_call.moc"
