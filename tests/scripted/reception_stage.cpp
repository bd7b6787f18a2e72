#include "scripted/reception_stage.h"

#include "store/session_book.h"

#include <QCoreApplication>

namespace nightbell::scripted {

using namespace Qt::StringLiterals;

namespace {

class OnePhone : public StaffSounds
{
public:
    bool has(const StaffId &) const override { return true; }
    std::optional<StaffSound> open(const StaffId &) override { return StaffPhone{PrivateText(u"sip:desk"_s)}; }
    void close(const StaffSound &) override { }
};

template<class T> QFuture<Result<T>> ready(Result<T> answer) { return QtFuture::makeReadyFuture(std::move(answer)); }

} // namespace

Organisation rosewood()
{
    Organisation clinic{.id = rosewoodClinic, .name = u"Rosewood Clinic"_s, .country = u"US"_s};
    clinic.emergencyNumber = u"911"_s;
    clinic.timeZone = u"Europe/Berlin"_s;
    clinic.languages = {u"en-US"_s};
    clinic.greeting = u"Thank you for calling {clinic}. You are speaking with an automated assistant. "
                      u"If this is an emergency, please hang up and dial {emergency}."_s;
    for (const QString &name : {u"Dr. Ruth Almeida"_s, u"Dr. Samuel Okoro"_s})
        clinic.providers.append(Provider{.id = ProviderId(name.section(u' ', -1).toLower()), .name = name});
    for (const auto &[id, name, minutes] :
         {std::tuple{u"check_up"_s, u"Check-up"_s, 30}, std::tuple{u"flu_shot"_s, u"Flu shot"_s, 15}})
        clinic.services.append(
            Service{ServiceId(id), name, minutes, {ProviderId(u"almeida"_s), ProviderId(u"okoro"_s)}});
    Branch branch{.id = BranchId(u"main"_s), .name = clinic.name, .numbers = {rosewoodNumber}};
    const QList<HoursRange> day{{{8 * 60}, {12 * 60}}, {{13 * 60}, {17 * 60}}};
    branch.hours = {.monday = day, .tuesday = day, .wednesday = day, .thursday = day, .friday = day};
    clinic.branches = {branch};
    return clinic;
}

ReceptionStage::ReceptionStage(Choices choices)
    : store(MemoryStore::open(rosewoodClinic, clock.now()).value())
    , diary(std::make_unique<MemoryDiary>(store->writer(), clock))
    , book(std::make_shared<const ClinicBook>(ClinicBook{{choices.clinic}}))
    , m_choices(std::move(choices))
{
    sound.seats = 20;
    ears.gate = [this](const CallId &call, bool before) { // by then the caller has been quiet for long
        Q_EMIT sound.callerSpeech(call, before, {});
        if (before)
            Q_EMIT sound.callerQuiet(call, 2'000, {});
    };
    if (m_choices.staffPhone)
        staffSounds = std::make_unique<OnePhone>();
    startEngine();
}

void ReceptionStage::startEngine()
{
    engine = std::make_unique<Engine>(
        EngineParts{.clock = clock,
                    .line = line,
                    .sound = sound,
                    .voice = voice,
                    .append = [this](const ClinicId &clinic, const CallEvent &event) { return append(clinic, event); },
                    .destinationOf = [this](const PrivateText &called) { return destinationIn(*book, called); },
                    .staffSounds = staffSounds.get(),
                    .reception = parts()});
    QObject::connect(engine.get(), &Engine::wouldSay, engine.get(),
                     [this](const CallId &, const PrivateText &words) { wouldSay << words.reveal(); });
    QObject::connect(engine.get(), &Engine::callGone, engine.get(), [this](const CallId &call) { gone << call; });
    if (!engine->start())
        qFatal("the engine does not start");
}

// As the store's recovery leaves it.
void ReceptionStage::restarts()
{
    const QList<CallSummary> left = engine->calls();
    engine.reset();
    sound.legs.clear();
    for (const CallSummary &call : left)
        if (call.live())
            append(rosewoodClinic,
                   {call.id,
                    clock.now(),
                    lostCall(call, destinationIn(*book, call.to)->rules, EndCause::EngineLost, clock.now()),
                    {}});
    startEngine();
}

ReceptionStage::~ReceptionStage() = default;

ReceptionParts ReceptionStage::parts()
{
    ReceptionParts parts{.book = [this] { return book; },
                         .scripts = [](const ClinicId &) { return shippedScripts(); },
                         .diary = diary.get()};
    parts.transcriber = m_choices.ears ? &ears : nullptr;
    parts.rules = m_choices.rules;
    parts.dropped = {
        .find = [this](const ClinicId &clinic,
                       const CallerMark &mark) -> QFuture<Result<std::optional<WaitingSession>>> {
            if (slowLookUp)
                return QPromise<Result<std::optional<WaitingSession>>>().future();
            const auto caller = knownCaller(store->keys(), clinic, mark);
            return ready(SessionBook(store->database()).find(caller.value(), clock.now()));
        },
        .open = [this](const WaitingSession &session,
                       const SessionVerified &proof) { return ready(session.afterVerification(proof, store->keys())); },
        .resume =
            [this](const WaitingSession &session, const CallId &by) {
                return ready(SessionBook(store->database()).resume(session.call, by, clock.now()));
            },
    };
    return parts;
}

QFuture<Result<>> ReceptionStage::append(const ClinicId &clinic, const CallEvent &event)
{
    journal.append(clinic, event);
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    const auto keep = [this, promise, clinic, event] {
        const auto fates = store->writer().write({Draft{clinic, event}}, clock.now());
        promise->addResult(fates.value(0, Problem{}) ? Result<>() : Result<>(fates.value(0, Problem{}).problem()));
        promise->finish();
    };
    if (!keepsMessages && std::holds_alternative<MessageTaken>(event.what))
        m_unkept.append(keep);
    else
        keep();
    return promise->future();
}

void ReceptionStage::keepNow()
{
    for (const auto &each : std::exchange(m_unkept, {}))
        each();
    turns();
}

void ReceptionStage::turns(int rounds)
{
    for (int round = 0; round < rounds; ++round) {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

CallId ReceptionStage::calls(const char *from)
{
    line.from = PrivateText(QString::fromLatin1(from));
    const CallId call = line.call(rosewoodNumber);
    turns();
    line.acknowledge(call);
    return call;
}

QString ReceptionStage::hears(const CallId &call)
{
    QStringList spoken;
    for (int quiet = 0; quiet < 3; ++quiet) {
        turns();
        for (; m_spoken < voice.asked.size(); ++m_spoken, quiet = 0) {
            const Sentence sentence = voice.asked[m_spoken];
            voice.says(sentence);
            turns();
            if (sentence.call == call && sound.legs.contains(call) && !sound.legs[call].pieces.isEmpty())
                spoken << sentence.words.reveal();
            if (sound.legs.contains(sentence.call))
                sound.playsAll(sentence.call);
        }
    }
    return spoken.join(u' ');
}

QString ReceptionStage::says(const CallId &call, const char *words, bool agreed)
{
    ears.hears(call, QString::fromUtf8(words), agreed);
    return hears(call);
}

QString ReceptionStage::presses(const CallId &call, const char *keys)
{
    for (const char *key = keys; *key; ++key)
        sound.hears(call, *key);
    return hears(call);
}

QString ReceptionStage::passes(const CallId &call, Span span)
{
    QStringList heard;
    for (Span passed{0}; passed < span; passed += Span{500}) {
        clock.pass(std::min(Span{500}, span - passed));
        if (const QString now = hears(call); !now.isEmpty())
            heard << now;
    }
    return heard.join(u' ');
}

CallSummary ReceptionStage::summary(const CallId &call) const
{
    for (const CallSummary &each : engine->calls())
        if (each.id == call)
            return each;
    return {};
}

} // namespace nightbell::scripted
