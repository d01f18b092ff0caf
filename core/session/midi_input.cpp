#include "core/session/midi_input.h"

#include <QFile>
#include <RtMidi.h>
#include <array>
#include <utility>
#include <vector>

namespace capriccio {
namespace {

struct Port {
    unsigned int number = 0; // RtMidi's
    QString name;
};

constexpr unsigned char kSustainPedal = 64;
constexpr unsigned char kPedalDown = 64; // its values from here on

// The kernel's own loop-back is no keyboard, and it is always there.
bool isLoopBack(const QString& name) {
    return name.startsWith(QLatin1String("Midi Through"));
}

// RtMidi prints what it throws unless it is given somewhere to say it.
void sayNothing(RtMidiError::Type, const std::string&, void*) {}

void onMessage(double, std::vector<unsigned char>* message, void* input) {
    if (message)
        static_cast<MidiInput*>(input)->receive(message->data(), message->size());
}

} // namespace

struct MidiInput::Private {
    std::unique_ptr<RtMidiIn> device; // null: there is no sequencer on this computer yet
    QString name;
    // RtMidi's thread only, ours when it has ended.
    bool pedal = false;
    std::array<bool, 128> ringing{}; // the key is up, the pedal holds the note

    // The sequencer may come with the first keyboard that is plugged in.
    void find() {
        if (device || !QFile::exists(QStringLiteral("/dev/snd/seq")))
            return; // both ALSA and RtMidi would complain on stderr
        try {
            device = std::make_unique<RtMidiIn>(RtMidi::LINUX_ALSA, "Capriccio");
            device->setErrorCallback(sayNothing, nullptr);
        } catch (const std::exception&) { // RtMidiError: no sequencer
        }
    }

    std::vector<Port> ports() {
        std::vector<Port> found;
        find();
        if (!device)
            return found;
        try {
            for (unsigned int i = 0; i < device->getPortCount(); ++i) {
                const QString port = QString::fromStdString(device->getPortName(i));
                if (!isLoopBack(port))
                    found.push_back({i, port});
            }
        } catch (const std::exception&) {
            found.clear();
        }
        return found;
    }
};

MidiInput::MidiInput(QObject* parent) : QObject(parent), d_(std::make_unique<Private>()) {}

MidiInput::~MidiInput() {
    close();
}

QStringList MidiInput::ports() {
    QStringList names;
    for (const Port& port : d_->ports())
        names << port.name;
    return names;
}

bool MidiInput::open(int port) {
    close();
    const std::vector<Port> found = d_->ports();
    if (port < 0 || port >= int(found.size()))
        return false;
    const Port& chosen = found[std::size_t(port)];
    try {
        d_->device->setCallback(onMessage, this);
        d_->device->openPort(chosen.number, "Capriccio");
        d_->name = chosen.name;
        if (d_->device->isPortOpen())
            return true;
    } catch (const std::exception&) { // as good as not open
    }
    close();
    return false;
}

void MidiInput::close() {
    d_->name.clear();
    try {
        if (d_->device) {
            d_->device->cancelCallback();
            if (d_->device->isPortOpen())
                d_->device->closePort();
        }
    } catch (const std::exception&) { // unplugged meanwhile
    }
    letGo();
}

// The pedal is up.
void MidiInput::letGo() {
    d_->pedal = false;
    for (int pitch = 0; pitch < int(d_->ringing.size()); ++pitch) {
        if (std::exchange(d_->ringing[std::size_t(pitch)], false))
            Q_EMIT noteOff(pitch);
    }
}

bool MidiInput::isOpen() const {
    return !d_->name.isEmpty();
}

QString MidiInput::openPort() const {
    return d_->name;
}

void MidiInput::receive(const unsigned char* bytes, std::size_t size) {
    if (size < 3 || bytes[1] > 127 || bytes[2] > 127)
        return;
    const int kind = bytes[0] & 0xF0;
    bool& ringing = d_->ringing[bytes[1]];
    if (kind == 0x90 && bytes[2] > 0) {
        if (std::exchange(ringing, false))
            Q_EMIT noteOff(bytes[1]);
        Q_EMIT noteOn(bytes[1], bytes[2]);
    } else if (kind == 0x80 || kind == 0x90) {
        if (d_->pedal)
            ringing = true;
        else
            Q_EMIT noteOff(bytes[1]);
    } else if (kind == 0xB0 && bytes[1] == kSustainPedal) {
        if (bytes[2] >= kPedalDown)
            d_->pedal = true;
        else
            letGo();
    }
}

} // namespace capriccio

#include "moc_midi_input.cpp"
